// SPDX-License-Identifier: Apache-2.0
/**
 * The PostgreSQL backend of Hive DB: an existing server by URL, one of this machine's programs, or
 * a container.
 */
module io.hivedb.postgres {
  requires transitive io.hivedb;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires org.zeroturnaround.exec;
  requires static org.apiguardian.api;
  requires static org.jspecify;

  exports io.hivedb.postgres;

  provides io.hivedb.spi.BackendProvider with
      io.hivedb.postgres.PostgresProvider;
}
