// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;

/** Runs programs that end by themselves. */
final class Programs {

  private static final long PATIENCE_SECONDS = 60;

  /** English texts, and nothing of the user's that programs of PostgreSQL obey. */
  static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C");

  private Programs() {}

  /** What a program prints, errors among it. */
  static String output(String... command) throws IOException {
    return output(List.of(command), InputStream.nullInputStream());
  }

  /** The same, with more in its environment. */
  static String output(List<String> command, Map<String, String> environment) throws IOException {
    return output(command, environment, InputStream.nullInputStream());
  }

  /**
   * What a program prints, errors among it.
   *
   * @throws IOException if it does not start, end in time or end well; with what it printed
   */
  static String output(List<String> command, InputStream input) throws IOException {
    return output(command, Map.of(), input);
  }

  private static String output(
      List<String> command, Map<String, String> environment, InputStream input) throws IOException {
    try {
      ProcessResult result =
          new ProcessExecutor(command)
              .environment(ENVIRONMENT)
              .environment(environment)
              .redirectInput(input)
              .readOutput(true)
              .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .exitValueAny()
              .execute();
      if (result.getExitValue() != 0) {
        throw new IOException(
            "exit code "
                + result.getExitValue()
                + " of "
                + command
                + ": "
                + result.outputUTF8().strip());
      }
      return result.outputUTF8();
    } catch (TimeoutException e) {
      throw new IOException("no end of " + command + " within " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + command, e);
    }
  }
}
