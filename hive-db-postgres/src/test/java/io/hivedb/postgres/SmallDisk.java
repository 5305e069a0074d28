// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.zeroturnaround.exec.ProcessExecutor;

/**
 * A file system of a few megabytes, in memory. Only root may mount one: the check of this project
 * runs as root, and on another's machine the test is skipped.
 *
 * @param path where it is mounted
 */
record SmallDisk(Path path) implements AutoCloseable {

  static SmallDisk mount(Path path, int megabytes) throws Exception {
    Assumptions.assumeTrue(
        System.getProperty("user.name").equals("root"), "only root may mount a file system");
    Files.createDirectory(path);
    run(
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "mode=1777,size=" + megabytes + "m",
        "tmpfs",
        path.toString());
    return new SmallDisk(path);
  }

  private static void run(String... command) throws Exception {
    new ProcessExecutor(command).exitValueNormal().execute();
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", path.toString());
    } catch (Exception e) {
      throw new IOException(path + " was not unmounted", e);
    }
  }
}
