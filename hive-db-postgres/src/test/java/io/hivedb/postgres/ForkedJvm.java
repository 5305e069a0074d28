// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs {@link StartAndHold}. */
final class ForkedJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path answer;

  private ForkedJvm(Process process, Path answer) {
    this.process = process;
    this.answer = answer;
  }

  static ForkedJvm start(Path directory, Map<String, String> environment) throws Exception {
    Path answer = directory.resolve("answer");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StartAndHold.class.getName(),
            answer.toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
    return new ForkedJvm(builder.start(), answer);
  }

  /** What it wrote: a JDBC URL, or the message of a failure. */
  String answer() throws Exception {
    Awaiting.until(
        "the forked JVM answers", PATIENCE, () -> Files.exists(answer) || !process.isAlive());
    return Files.readString(answer);
  }

  /** As {@code kill -9} does: no shutdown hook runs. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Lets it end by itself; tells whether it did, and well. */
  boolean endsWell() throws Exception {
    process.getOutputStream().close();
    return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Override
  public void close() {
    kill();
  }
}
