// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.Refusals;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a report of the run in {@code target/hive-db/run-<backend>.json}, for {@link
 * MatrixReport}. It never fails a run; {@code hive.database.report=false} turns it off. Found by
 * {@link java.util.ServiceLoader} on the class path.
 */
@API(status = Status.INTERNAL, since = "0.1")
@SuppressWarnings("exports") // the launcher is optional: who asks for the class has it
public final class RunReport implements LauncherSessionListener {

  static final String KEY = "hive.database.report";
  static final String FOLDER = "hive.database.report-folder";

  private static final Logger LOG = LoggerFactory.getLogger(RunReport.class);
  private static final Path DEFAULT_FOLDER = Path.of("target", "hive-db");

  private @Nullable AutoCloseable refusals;

  /** For the service loader. */
  public RunReport() {}

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    RunNotes notes = new RunNotes();
    session.getStore().put(Namespace.create(HiveDatabaseExtension.class), RunNotes.class, notes);
    refusals = Refusals.listen(notes::refused);
    session.getLauncher().registerTestExecutionListeners(new RunListener(notes));
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    try {
      if (refusals != null) {
        refusals.close();
      }
    } catch (Exception e) {
      LOG.debug("Nothing to close.", e);
    }
  }

  /** Null for no report; a build that has no target folder gets none unless it names one. */
  static @Nullable Path folder(TestPlan plan) {
    if ("false".equals(plan.getConfigurationParameters().get(KEY).orElse(""))) {
      return null;
    }
    return plan.getConfigurationParameters()
        .get(FOLDER)
        .filter(folder -> !folder.isBlank())
        .map(Path::of)
        .orElseGet(() -> Files.isDirectory(Path.of("target")) ? DEFAULT_FOLDER : null);
  }
}
