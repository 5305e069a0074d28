// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.process;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What to start.
 *
 * @param name what it is, for messages, for example {@code PGlite bridge}
 * @param command the program and its arguments; nothing secret
 * @param environment variables to add to those of this JVM; nothing secret
 * @param onOutput takes each line of standard output, on a thread of its own
 * @param onError takes each line of standard error, which {@link ChildProcess#output()} has too
 * @param onEnd run when the process has ended, however it did, on a thread of its own
 */
public record Launch(
    String name,
    List<String> command,
    Map<String, String> environment,
    Consumer<String> onOutput,
    Consumer<String> onError,
    Runnable onEnd) {

  /** One whose standard error is kept for reports and goes nowhere else. */
  public Launch(
      String name,
      List<String> command,
      Map<String, String> environment,
      Consumer<String> onOutput,
      Runnable onEnd) {
    this(name, command, environment, onOutput, line -> {}, onEnd);
  }

  /** Copies what could be changed. */
  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
