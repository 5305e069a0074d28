// SPDX-License-Identifier: Apache-2.0
/** For users: the database and its configuration. For implementors: the provider SPI. */
module io.hivedb {
  requires com.zaxxer.hikari;
  requires transitive java.sql;
  requires static transitive org.apiguardian.api;
  requires transitive org.jspecify;
  requires org.slf4j;
  requires org.zeroturnaround.exec;

  exports io.hivedb;
  exports io.hivedb.spi;
  exports io.hivedb.internal.cache to
      io.hivedb.pglite,
      io.hivedb.postgres,
      io.hivedb.sqlite;
  exports io.hivedb.internal.process to
      io.hivedb.pglite,
      io.hivedb.postgres;
  exports io.hivedb.internal.watch to
      io.hivedb.junit;
  exports io.hivedb.internal to
      io.hivedb.junit,
      io.hivedb.tck;

  uses io.hivedb.spi.BackendProvider;
}
