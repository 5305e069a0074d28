// SPDX-License-Identifier: Apache-2.0
/** For users: {@link io.hivedb.junit.HiveDatabase} gives a test class its own database. */
module io.hivedb.junit {
  requires transitive io.hivedb;
  requires transitive org.junit.jupiter.api;
  requires com.google.gson;
  requires org.junit.platform.commons;
  requires org.opentest4j;
  requires org.slf4j;
  // EarlyStart and RunReport are in META-INF/services alone: a module that provides a service must
  // have its
  // module.
  requires static org.junit.platform.engine;
  requires static org.junit.platform.launcher;
  requires static liquibase.core;
  requires static transitive org.apiguardian.api;
  requires transitive org.jspecify;

  exports io.hivedb.junit;

  opens io.hivedb.junit to
      org.junit.platform.commons;
  opens io.hivedb.junit.internal.report to
      com.google.gson;
}
