// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

import io.hivedb.sqlite.internal.sql.catalog.SettingNames;

/** What the backend tells clients that it is. */
public final class ServerVersions {

  /** The version of PostgreSQL whose behaviour is followed. */
  public static final String POSTGRESQL = SettingNames.VERSION;

  /** The version of pgvector whose behaviour is followed. */
  public static final String PGVECTOR = SettingNames.PGVECTOR;

  static final String PRODUCT = "PostgreSQL";
  static final int MAJOR = 18;
  static final int MINOR = 6;
  static final String DATABASE = "postgres";
  static final String USER = "postgres";

  private ServerVersions() {}
}
