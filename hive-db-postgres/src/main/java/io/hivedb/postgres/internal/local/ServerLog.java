// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with what a server printed. Lines are few, so that it is opened for each: nothing is
 * left open when the server or its directory goes. A file that cannot be written stops no server.
 */
final class ServerLog {

  private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);

  /** More than this, and the next start begins a new file; the last one is kept. */
  private static final long MOST_BYTES = 16L << 20;

  private final Path file;
  private final Account account;
  private final AtomicBoolean failed = new AtomicBoolean();

  ServerLog(Path file, Account account) {
    this.file = file;
    this.account = account;
  }

  /** To be called before a server starts. */
  void begin() throws IOException {
    if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      PrivateFiles.create(file, "", account);
    }
  }

  void add(String line) {
    try {
      Files.writeString(file, line + System.lineSeparator(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      if (failed.compareAndSet(false, true)) {
        LOG.debug("The server's log [{}] cannot be written", file, e);
      }
    }
  }
}
