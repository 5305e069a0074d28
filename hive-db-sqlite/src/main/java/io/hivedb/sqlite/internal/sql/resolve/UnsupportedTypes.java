// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import java.util.Set;

/** Types that PostgreSQL or pgvector has and this backend refuses. */
final class UnsupportedTypes {

  private static final Set<String> BUILT_IN =
      Set.of(
          "hstore",
          "timetz",
          "money",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "xml",
          "point",
          "line",
          "lseg",
          "box",
          "path",
          "polygon",
          "circle",
          "tsvector",
          "tsquery",
          "int4multirange",
          "int8multirange",
          "nummultirange",
          "tsmultirange",
          "tstzmultirange",
          "datemultirange",
          "pg_lsn",
          "txid_snapshot",
          "char",
          "regproc",
          "regtype",
          "regrole",
          "regnamespace",
          "xid",
          "cid",
          "tid",
          "oidvector",
          "int2vector",
          "record",
          "void",
          "unknown",
          "anyelement",
          "anyarray",
          "trigger",
          "cstring");

  private UnsupportedTypes() {}

  static boolean isKnown(String name) {
    return BUILT_IN.contains(name);
  }
}
