// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.jdbc;

/** What the backend tells clients that it is. */
public final class ServerVersions {

  /** The version of PostgreSQL whose behaviour is followed. */
  public static final String POSTGRESQL = "18.0";

  /** The version of pgvector whose behaviour is followed. */
  public static final String PGVECTOR = "0.8.1";

  static final String PRODUCT = "PostgreSQL";
  static final int MAJOR = 18;
  static final int MINOR = 0;
  static final String DATABASE = "postgres";
  static final String USER = "postgres";

  private ServerVersions() {}
}
