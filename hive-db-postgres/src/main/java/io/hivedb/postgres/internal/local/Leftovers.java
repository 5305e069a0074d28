// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a server left that was killed before it could clean up, and whose data go. */
final class Leftovers {

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final long PATIENCE_SECONDS = 5;

  private Leftovers() {}

  /** Ends the server on this data, if one runs, and releases its segment of shared memory. */
  static void end(Path data) throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.read(data);
    if (file.isPresent()) {
      // In another container the number would be another process: its command tells.
      Optional<ProcessHandle> server =
          file.get()
              .process()
              .filter(process -> process.info().commandLine().orElse("").contains(data.toString()));
      if (server.isPresent()) {
        kill(server.get());
      }
      release(file.get().sharedMemory());
    }
  }

  private static void kill(ProcessHandle server) throws IOException {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
    try {
      server.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the abandoned server, process " + server.pid() + ", does not end", e);
    }
  }

  /** A few bytes, but some systems have no more than 32 segments. */
  private static void release(String sharedMemory) {
    if (sharedMemory.matches("\\d+")) {
      try {
        Programs.output("ipcrm", "-m", sharedMemory);
      } catch (IOException e) {
        LOG.debug("The segment {} of shared memory was not removed", sharedMemory, e);
      }
    }
  }
}
