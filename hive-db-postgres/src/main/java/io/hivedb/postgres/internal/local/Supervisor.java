// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process between this JVM and the server: a small shell script, {@code supervise.sh}, which
 * ends the server when this JVM ends. Windows has no such shell; the server is started directly
 * there, and if the JVM is killed it runs until the next start ends it.
 */
final class Supervisor {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

  private static final String SCRIPT = "supervise.sh";

  private final Path work;
  private final Account account;
  private final boolean throwAway;

  private Supervisor(Path work, Account account, boolean throwAway) {
    this.work = work;
    this.account = account;
    this.throwAway = throwAway;
  }

  /**
   * Prepares one in a work directory, which goes with the server; data of the user's lie elsewhere.
   */
  static Supervisor in(Path work, Account account, boolean throwAway) throws IOException {
    if (isNeeded()) {
      PrivateFiles.create(work.resolve(SCRIPT), script(), account);
    }
    return new Supervisor(work, account, throwAway);
  }

  private static String script() throws IOException {
    try (@Nullable InputStream text = Supervisor.class.getResourceAsStream(SCRIPT)) {
      if (text == null) {
        throw new FileNotFoundException(SCRIPT + " is missing in the jar of Hive DB");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static boolean isNeeded() {
    return File.separatorChar == '/';
  }

  /**
   * The command that runs a server. What may be lost needs no last checkpoint: it ends at once
   * (SIGQUIT); the user's own data are written out first (SIGINT).
   */
  List<String> command(List<String> server) {
    if (!isNeeded()) {
      return server;
    }
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add(work.resolve(SCRIPT).toString());
    command.add(throwAway ? "QUIT" : "INT");
    command.add(work.toString());
    command.addAll(server);
    return account.run(command);
  }

  /**
   * Where the server is started directly, its own program stops it, before its process is ended.
   */
  static void stopWithoutOne(Binaries binaries, Path data) {
    if (isNeeded()) {
      return;
    }
    try {
      Programs.output(
          binaries.program("pg_ctl").toString(), "stop", "-m", "fast", "-D", data.toString());
    } catch (IOException e) {
      LOG.debug("The server on {} was not stopped by pg_ctl", data, e);
    }
  }
}
