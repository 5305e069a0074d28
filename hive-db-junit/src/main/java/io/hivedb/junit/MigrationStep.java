// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.PreparationStep;
import io.hivedb.internal.PreparationTarget;

/** Runs migrations, on a connection of its own; known by what the migration files hold. */
final class MigrationStep implements PreparationStep {

  /** What a tool does; may throw what it likes. */
  interface Tool {
    void migrate(PreparationTarget target, String place, ClassLoader loader) throws Exception;
  }

  private final Migrations kind;
  private final String place;
  private final String hash;
  private final ClassLoader loader;

  private MigrationStep(Migrations kind, String place, String hash, ClassLoader loader) {
    this.kind = kind;
    this.place = place;
    this.hash = hash;
    this.loader = loader;
  }

  static MigrationStep of(Migrations kind, String place, ClassLoader loader) {
    checkThere(kind, loader);
    String given = place.isEmpty() ? kind.place() : place;
    String folder = kind == Migrations.LIQUIBASE ? folder(given) : given;
    String hash = ClassPath.hash(loader, folder, "migrations");
    return new MigrationStep(kind, given, hash, loader);
  }

  private static void checkThere(Migrations kind, ClassLoader loader) {
    try {
      Class.forName(kind.type(), false, loader);
    } catch (ClassNotFoundException e) {
      throw new HiveDbConfigurationException(
          "@HiveDatabase(migrations = "
              + kind
              + ") needs ["
              + kind.artifact()
              + "], which is not on the class path. Add it as a dependency of the tests, or prepare"
              + " the database by scripts.",
          e);
    }
  }

  private static String folder(String changeLog) {
    int slash = changeLog.lastIndexOf('/');
    if (slash <= 0) {
      throw new HiveDbConfigurationException(
          "The change log ["
              + changeLog
              + "] lies in no folder. Put it into one with the files that it includes, for example"
              + " "
              + Migrations.LIQUIBASE.place()
              + ".");
    }
    return changeLog.substring(0, slash);
  }

  @Override
  public String key() {
    return kind + ":" + place + ":" + hash;
  }

  /** A change log may include files from anywhere, of which the hash knows nothing. */
  @Override
  public boolean isReproducible() {
    return kind == Migrations.FLYWAY;
  }

  @Override
  public void run(PreparationTarget target) {
    Tool tool = kind == Migrations.FLYWAY ? new FlywayTool() : new LiquibaseTool();
    try {
      tool.migrate(target, place, loader);
    } catch (Exception e) {
      throw new HiveDbConfigurationException(
          "The migrations ["
              + place
              + "] failed on the backend ["
              + target.backend()
              + "]: "
              + e.getMessage()
              + ". Correct them there.",
          e);
    }
  }
}
