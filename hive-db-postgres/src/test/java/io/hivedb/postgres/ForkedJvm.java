// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A JVM of its own that runs {@link StartAndHold}. */
final class ForkedJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Process process;
  private final Path answer;
  private final Path output;

  private ForkedJvm(Process process, Path answer, Path output) {
    this.process = process;
    this.answer = answer;
    this.output = output;
  }

  static ForkedJvm start(Path directory, Map<String, String> environment) throws Exception {
    return start(directory, environment, List.of());
  }

  /** By another program, which takes the command as its last arguments. */
  static ForkedJvm start(Path directory, Map<String, String> environment, List<String> through)
      throws Exception {
    String name = "jvm" + COUNT.incrementAndGet();
    Path answer = directory.resolve(name + ".answer");
    Path output = directory.resolve(name + ".output");
    List<String> command = new ArrayList<>(through);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(StartAndHold.class.getName());
    command.add(answer.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    // Not an argument: class paths outgrow the command line of some systems.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new ForkedJvm(builder.start(), answer, output);
  }

  /** What it printed so far: its log. */
  String output() throws Exception {
    return Files.readString(output);
  }

  /** What it wrote: a JDBC URL, or the message of a failure. */
  String answer() throws Exception {
    return answer(PATIENCE);
  }

  /** The same of one that shares the machine with many. */
  String answer(Duration patience) throws Exception {
    Awaiting.until(
        "the forked JVM answers", patience, () -> Files.exists(answer) || !process.isAlive());
    return Files.exists(answer) ? Files.readString(answer) : "no answer; it printed " + output();
  }

  /** The processes that it started, and theirs. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
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
