// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.google.gson.JsonObject;
import io.hivedb.BackendStartException;
import io.hivedb.internal.process.ChildProcess;
import io.hivedb.internal.process.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The running bridge process. Safe to use from several threads at once. */
final class Bridge implements AutoCloseable {

  private static final String NAME = "PGlite bridge";

  /**
   * The first two for glibc: otherwise each of V8's threads keeps memory of its own that it once
   * needed to compile, and blocks of files are kept when they are freed. Others ignore it. The
   * third because Node.js 20 reads all certificates at its start, which takes longer than all the
   * rest of that; the bridge uses none.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MALLOC_ARENA_MAX", "1", "MALLOC_MMAP_THRESHOLD_", "131072", "NODE_EXTRA_CA_CERTS", "");

  private final ChildProcess process;
  private final ControlChannel channel;
  private final JsonObject greeting;

  private Bridge(ChildProcess process, ControlChannel channel, JsonObject greeting) {
    this.process = process;
    this.channel = channel;
    this.greeting = greeting;
  }

  /**
   * Starts the process and its first database.
   *
   * @param node the Node.js program
   * @param files the unpacked files
   * @param request makes the values of the start request, while the process loads its program
   * @param timeout how long it may take
   * @param onLaunch told of the process before it touches any data
   * @throws BackendStartException with the process's report if it does not come up
   */
  static Bridge start(
      Path node,
      Path files,
      Supplier<Map<String, ?>> request,
      Duration timeout,
      Consumer<ProcessHandle> onLaunch) {
    ControlChannel channel = new ControlChannel();
    Path main = files.resolve("bridge").resolve("main.js");
    ChildProcess process =
        ChildProcess.start(
            new Launch(
                NAME,
                List.of(node.toString(), main.toString()),
                ENVIRONMENT,
                channel::receive,
                () -> channel.fail(new IOException("the process has ended"))));
    try {
      onLaunch.accept(process.handle());
      CompletableFuture<JsonObject> ready =
          channel.send(process::writeLine, "start", request.get());
      return new Bridge(process, channel, process.awaitReady(ready, timeout));
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** What the process told of itself when it was ready. */
  JsonObject greeting() {
    return greeting;
  }

  ProcessHandle handle() {
    return process.handle();
  }

  boolean isAlive() {
    return process.handle().isAlive();
  }

  List<String> recentLog() {
    return process.output().lines();
  }

  String report(String what) {
    return process.report(what);
  }

  /**
   * Asks the process for something.
   *
   * @throws TimeoutException if it does not answer in time
   * @throws IOException if it is gone
   * @throws ControlChannel.RequestFailure if it refuses
   */
  JsonObject ask(String operation, Map<String, ?> values, Duration patience)
      throws IOException, TimeoutException {
    try {
      return channel
          .send(process::writeLine, operation, values)
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ControlChannel.RequestFailure refusal) {
        throw refusal;
      }
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
