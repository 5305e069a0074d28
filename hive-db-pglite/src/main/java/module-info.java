// SPDX-License-Identifier: Apache-2.0
/** The PGlite backend. Put it on the path; there is nothing here to call. */
module io.hivedb.pglite {
  requires com.google.gson;
  requires transitive io.hivedb;
  requires org.postgresql.jdbc;
  requires org.slf4j;
  requires static transitive org.apiguardian.api;
  requires transitive org.jspecify;
  requires org.zeroturnaround.exec;

  exports io.hivedb.pglite;
  exports io.hivedb.pglite.internal to
      org.postgresql.jdbc;

  provides io.hivedb.spi.BackendProvider with
      io.hivedb.pglite.PgliteProvider;
}
