// SPDX-License-Identifier: Apache-2.0
/** The SQLite backend of Hive DB, found by {@link java.util.ServiceLoader}. */
module io.hivedb.sqlite {
  requires transitive io.hivedb;
  requires static transitive org.apiguardian.api;
  requires org.jspecify;
  requires static org.postgresql.jdbc;
  requires org.slf4j;
  requires org.xerial.sqlitejdbc;

  exports io.hivedb.sqlite;

  provides io.hivedb.spi.BackendProvider with
      io.hivedb.sqlite.SqliteBackendProvider;
}
