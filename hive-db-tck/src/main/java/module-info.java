// SPDX-License-Identifier: Apache-2.0
/** For implementors: the contract that every backend provider passes. */
module io.hivedb.tck {
  requires transitive io.hivedb;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;
  requires org.assertj.core;
  requires org.slf4j;
  requires static transitive org.apiguardian.api;
  requires transitive org.jspecify;

  exports io.hivedb.tck;

  opens io.hivedb.tck to
      org.junit.platform.commons;
}
