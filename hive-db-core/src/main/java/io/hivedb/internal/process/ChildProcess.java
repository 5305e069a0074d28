// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.process;

import io.hivedb.BackendStartException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;
import org.zeroturnaround.exec.StartedProcess;
import org.zeroturnaround.exec.listener.ProcessListener;

/**
 * A child process under care. It holds the only end of a pipe that the child reads as its standard
 * input: when this JVM ends, however it ends, the child sees the end of its input and goes. Safe to
 * use from several threads at once.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  /** For output that is still in a pipe when the process is gone. */
  private static final Duration OUTPUT_DRAIN = Duration.ofSeconds(2);

  private static final int REPORTED_LINES = 40;

  private final Launch launch;
  private final Process process;

  /** Done when the process has ended and all its output was read. */
  private final Future<ProcessResult> end;

  private final Writer input;
  private final RecentOutput output;
  private final Instant started = Instant.now();

  private ChildProcess(Launch launch, StartedProcess process, RecentOutput output) {
    this.launch = launch;
    this.process = process.getProcess();
    this.end = process.getFuture();
    this.output = output;
    this.input =
        new BufferedWriter(
            new OutputStreamWriter(this.process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a process. Its standard error goes to {@link #output()} and {@link Launch#onError()},
   * its standard output to {@link Launch#onOutput()}.
   *
   * @param launch what to start
   * @return the running process
   * @throws BackendStartException if the operating system refuses
   */
  public static ChildProcess start(Launch launch) {
    RecentOutput output = new RecentOutput();
    try {
      StartedProcess process =
          new ProcessExecutor(launch.command())
              .redirectErrorStream(false)
              .environment(launch.environment())
              .streams(
                  new OpenInputStreams(
                      launch.onOutput(),
                      line -> {
                        output.add(line);
                        launch.onError().accept(line);
                      }))
              .exitValueAny()
              .destroyOnExit()
              .addListener(onStop(launch.onEnd()))
              .start();
      return new ChildProcess(launch, process, output);
    } catch (IOException e) {
      throw new BackendStartException(notStarted(launch, e), e);
    }
  }

  private static ProcessListener onStop(Runnable action) {
    return new ProcessListener() {
      @Override
      public void afterStop(Process process) {
        action.run();
      }
    };
  }

  private static String notStarted(Launch launch, IOException e) {
    return "The "
        + launch.name()
        + " could not be started. Command: "
        + launch.command()
        + ". The operating system said: "
        + e.getMessage();
  }

  /**
   * Writes a line to the standard input of the process.
   *
   * @param line the line, without its end
   * @throws IOException if the process no longer reads
   */
  public void writeLine(String line) throws IOException {
    synchronized (input) {
      input.write(line);
      input.write('\n');
      input.flush();
    }
  }

  /**
   * Waits until a process that was just started is ready.
   *
   * @param ready completed by whoever reads the output; with an {@link IOException} where the pipe
   *     to the process broke
   * @param timeout how long to wait
   * @param <T> what readiness brings
   * @return what the future was completed with
   * @throws BackendStartException if the process ends or the time is over before; the process has
   *     then been ended
   */
  public <T> T awaitReady(CompletableFuture<T> ready, Duration timeout) {
    try {
      CompletableFuture.anyOf(ready, process.onExit())
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (ready.isDone()) {
        return ready.get();
      }
      close(OUTPUT_DRAIN);
      throw new BackendStartException(report("ended before it was ready"));
    } catch (TimeoutException e) {
      close(Duration.ZERO);
      throw new BackendStartException(
          report("was not ready within " + seconds(timeout) + " and was ended"), e);
    } catch (ExecutionException e) {
      throw notReady(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      close(Duration.ZERO);
      Thread.currentThread().interrupt();
      throw new BackendStartException(report("was ended because its start was interrupted"), e);
    }
  }

  /** Broken input or output means that the process ends: its own last words say more. */
  private BackendStartException notReady(Throwable cause) {
    close(cause instanceof IOException ? OUTPUT_DRAIN : Duration.ZERO);
    return new BackendStartException(
        report(
            cause instanceof IOException
                ? "ended before it was ready"
                : "did not start: " + cause.getMessage()),
        cause);
  }

  /**
   * Describes what became of the process: command, exit code, duration, last output.
   *
   * @param what what happened, as the rest of a sentence
   * @return several lines
   */
  public String report(String what) {
    List<String> last = output.last(REPORTED_LINES);
    return "The "
        + launch.name()
        + " "
        + what
        + ".\n  Command: "
        + launch.command()
        + "\n  State: "
        + (process.isAlive() ? "running" : "exit code " + process.exitValue())
        + " after "
        + seconds(Duration.between(started, Instant.now()))
        + "\n  Last output:"
        + (last.isEmpty() ? " none" : "\n    " + String.join("\n    ", last));
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  /**
   * What the process wrote to its standard error.
   *
   * @return the last lines
   */
  public RecentOutput output() {
    return output;
  }

  /**
   * The process as the operating system knows it.
   *
   * @return its handle
   */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * Ends the process: its input is closed, which it takes as the request to end; what is still
   * there after five seconds is killed, with its children. A second call does nothing.
   */
  @Override
  public void close() {
    close(GRACE);
  }

  private void close(Duration grace) {
    List<ProcessHandle> tree = process.descendants().toList();
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The process no longer reads: it is gone, or will be killed below.
    }
    if (!hasEnded(grace)) {
      process.destroyForcibly();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
    hasEnded(OUTPUT_DRAIN);
  }

  private boolean hasEnded(Duration patience) {
    try {
      end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | CancellationException e) {
      return true;
    }
  }
}
