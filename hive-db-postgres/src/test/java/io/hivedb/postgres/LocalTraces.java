// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zeroturnaround.exec.ProcessExecutor;

/** What servers in a directory of a test's own have left on this machine. */
final class LocalTraces {

  private LocalTraces() {}

  /** The process numbers of servers, found by the place of their data. */
  static List<ProcessHandle> servers(Path work) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> process.info().commandLine().orElse("").contains("-D " + work.toString()))
        .toList();
  }

  /** Kills the server itself, as a crash does; its supervisor notices. */
  static void killServers(Path work) {
    servers(work).stream()
        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** All files and directories but the empty one for all servers of a user, and its lock. */
  static List<Path> files(Path work) throws IOException {
    try (Stream<Path> all = Files.walk(work)) {
      return all.filter(path -> path.getNameCount() > work.getNameCount() + 1)
          .filter(path -> !path.getFileName().toString().equals("turn"))
          .toList();
    }
  }

  /** Tells whether there is nothing but the empty files by which JVMs showed that they lived. */
  static boolean onlyLocks(Path work) throws IOException {
    return files(work).stream().allMatch(file -> file.toString().endsWith(".lock"));
  }

  /** Lets every user of this machine look into a directory. */
  static void openForAll(Path directory) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * Fails where there stay segments that were not there before. Servers of other tests that start
   * and end meanwhile have such for a moment.
   */
  static void assertNoMoreUnusedSharedMemory(Set<String> before) throws Exception {
    Awaiting.until(
        "unused shared memory is gone",
        Duration.ofSeconds(5),
        () -> before.containsAll(unusedSharedMemory()));
  }

  /** The segments of System V shared memory that no process uses. */
  static Set<String> unusedSharedMemory() throws Exception {
    String all = new ProcessExecutor("ipcs", "-m").readOutput(true).execute().outputUTF8();
    return all.lines()
        .filter(line -> line.matches("0x.*\\s600\\s+56\\s+0\\s*"))
        .collect(Collectors.toSet());
  }
}
