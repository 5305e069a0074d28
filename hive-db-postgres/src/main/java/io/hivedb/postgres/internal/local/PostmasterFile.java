// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server writes of itself into its data directory ({@code postmaster.pid}, described in
 * PostgreSQL's {@code pidfile.h}).
 *
 * @param pid of the server
 * @param started when the server started
 * @param sharedMemory the number of its segment of System V shared memory; empty if not known
 * @param ready whether it takes connections
 */
record PostmasterFile(long pid, Instant started, String sharedMemory, boolean ready) {

  private static final String NAME = "postmaster.pid";

  /** Between the start of the process and the note of it; and clocks are not exact. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** Empty where there is none, or none that is whole: the server is just writing it. */
  static Optional<PostmasterFile> read(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve(NAME));
      return lines.size() < 3 ? Optional.empty() : Optional.of(of(lines));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static PostmasterFile of(List<String> lines) {
    String[] key = lines.size() < 7 ? new String[0] : lines.get(6).strip().split("\\s+");
    return new PostmasterFile(
        Math.abs(Long.parseLong(lines.get(0).strip())),
        Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
        key.length == 2 ? key[1] : "",
        lines.size() >= 8 && lines.get(7).strip().equals("ready"));
  }

  /** The server, if it runs: its number may have been given to another process since. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(process -> !isZombie())
        .filter(
            process ->
                process
                    .info()
                    .startInstant()
                    .map(start -> start.isBefore(started.plus(MARGIN)))
                    .orElse(true));
  }

  /** An orphan that has ended keeps its number until the first process of the machine notes it. */
  private boolean isZombie() {
    try {
      String state = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return state.charAt(state.lastIndexOf(')') + 2) == 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  static void delete(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(NAME));
  }
}
