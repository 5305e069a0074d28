// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** A migration tool of the test's class path that prepares the database. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Migrations {
  /** None. */
  NONE("none", "", ""),
  /** {@code org.flywaydb:flyway-database-postgresql}. */
  FLYWAY("org.flywaydb.core.Flyway", "org.flywaydb:flyway-database-postgresql", "db/migration"),
  /** {@code org.liquibase:liquibase-core}. */
  LIQUIBASE(
      "liquibase.Liquibase",
      "org.liquibase:liquibase-core",
      "db/changelog/db.changelog-master.yaml");

  private final String type;
  private final String artifact;
  private final String place;

  Migrations(String type, String artifact, String place) {
    this.type = type;
    this.artifact = artifact;
    this.place = place;
  }

  /** A class that is there if the tool is. */
  String type() {
    return type;
  }

  String artifact() {
    return artifact;
  }

  /** Where the migrations are if nobody says. */
  String place() {
    return place;
  }
}
