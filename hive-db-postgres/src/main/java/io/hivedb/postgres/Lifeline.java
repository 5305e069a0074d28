// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/**
 * Ends a container with this JVM, however the JVM ends. A process in the container reads an input
 * that only this JVM holds open; when that ends, it asks the server, which is process 1, for a fast
 * shutdown. So nothing runs on where Testcontainers' own reaper is switched off, and it is quicker.
 */
final class Lifeline implements AutoCloseable {

  private static final String WATCH =
      "true >" + ContainerMain.HELD + "; cat >/dev/null; kill -INT 1";

  private final OpenInput input;
  private final ResultCallback.Adapter<Frame> running;

  private Lifeline(OpenInput input, ResultCallback.Adapter<Frame> running) {
    this.input = input;
    this.running = running;
  }

  static Lifeline hold(DockerClient client, String container) {
    String watcher =
        client
            .execCreateCmd(container)
            .withAttachStdin(true)
            .withCmd("sh", "-c", WATCH)
            .exec()
            .getId();
    OpenInput input = new OpenInput();
    return new Lifeline(
        input,
        client.execStartCmd(watcher).withStdIn(input).exec(new ResultCallback.Adapter<Frame>()));
  }

  /** Lets go: the server shuts down. */
  @Override
  public void close() {
    try (input) {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Never has a byte to give, and ends when it is closed. */
  private static final class OpenInput extends InputStream {

    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return read();
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
