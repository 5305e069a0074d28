// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.internal.watch.Borrowings;
import io.hivedb.internal.watch.StatementLog;
import io.hivedb.internal.watch.Watch;
import io.hivedb.spi.Setting;
import io.hivedb.spi.Settings;
import java.nio.file.Path;

/**
 * What is noted of a database, and what becomes of it.
 *
 * @param keepsOnFailure whether the database is written to files when a test fails
 * @param logsStatements whether its last statements are
 * @param masksValues whether values of statements are replaced
 * @param leaks what is done about connections that nobody returned
 * @param folder where failed databases are kept
 */
record WatchSettings(
    boolean keepsOnFailure, boolean logsStatements, boolean masksValues, Leaks leaks, Path folder) {

  static final String KEEP = "hive.database.keep-on-failure";
  static final String FOLDER = "hive.database.keep-folder";
  static final String LOG = "hive.database.statement-log";
  static final String VALUES = "hive.database.statement-log-values";
  static final String LEAKS = "hive.database.leak-detection";

  private static final Path DEFAULT_FOLDER = Path.of("target", "hive-db", "failed");

  /** What to do about a connection that was not returned. */
  enum Leaks {
    OFF,
    WARN,
    FAIL
  }

  static WatchSettings of(Settings settings, boolean keepsByDefault) {
    boolean keeps = settings.flag(KEEP).orElse(keepsByDefault);
    return new WatchSettings(
        keeps,
        settings.flag(LOG).orElse(keeps),
        settings.find(VALUES).map(WatchSettings::masks).orElse(false),
        settings.find(LEAKS).map(WatchSettings::leaks).orElse(Leaks.WARN),
        settings.path(FOLDER).orElse(DEFAULT_FOLDER).toAbsolutePath());
  }

  private static boolean masks(Setting setting) {
    return setting.read(
        "shown or masked",
        value ->
            switch (value) {
              case "masked" -> true;
              case "shown" -> false;
              default -> throw new IllegalArgumentException(value);
            });
  }

  private static Leaks leaks(Setting setting) {
    return setting.read(
        "off, warn or fail",
        value ->
            switch (value) {
              case "off" -> Leaks.OFF;
              case "warn" -> Leaks.WARN;
              case "fail" -> Leaks.FAIL;
              default -> throw new IllegalArgumentException(value);
            });
  }

  boolean writesOnFailure() {
    return keepsOnFailure || logsStatements;
  }

  Watch watch() {
    return new Watch(
        keepsOnFailure || leaks != Leaks.OFF ? new Borrowings() : null,
        logsStatements ? new StatementLog(masksValues) : null);
  }
}
