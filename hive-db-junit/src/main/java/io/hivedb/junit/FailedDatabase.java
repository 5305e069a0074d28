// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.watch.StatementLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one database of a failed test. */
final class FailedDatabase {

  private static final Logger LOG = LoggerFactory.getLogger(FailedDatabase.class);
  private static final String NOT_KEPT = "The database of the failed test could not be kept: ";

  private final OpenDatabase open;
  private final ExtensionContext context;
  private final String what;

  /**
   * Writes nothing yet.
   *
   * @param what the part of the class that failed
   */
  FailedDatabase(OpenDatabase open, ExtensionContext context, String what) {
    this.open = open;
    this.context = context;
    this.what = what;
  }

  /** What goes wrong here is told beside the failure, never in place of it. */
  void keep(Throwable failure) {
    try {
      FailedFolder folder = FailedFolder.claim(open, context, what);
      // First, and not after our own.
      boolean logged = writeStatements(folder.path());
      String form = open.watch().keepsOnFailure() ? open.keep(folder.path()) : "";
      tell(folder, new KeptNote(folder.path(), open, form, logged));
    } catch (IOException | RuntimeException | LinkageError e) {
      failure.addSuppressed(new IllegalStateException(NOT_KEPT + e.getMessage(), e));
    }
  }

  private boolean writeStatements(Path folder) throws IOException {
    StatementLog log = open.statements();
    if (log == null) {
      return false;
    }
    Files.write(folder.resolve("statements.txt"), log.entries());
    return true;
  }

  /** The report entry is for those who have set up no logger. */
  private void tell(FailedFolder folder, KeptNote note) throws IOException {
    LOG.warn("{}", note.write(folder.title()));
    context.publishReportEntry("hive-db.kept", folder.path().toString());
  }
}
