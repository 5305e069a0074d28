// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.dump;

/** Quotes names and texts. */
final class Names {

  /** No schema of the system, and none of another session's temporary tables. */
  static final String OWN_SCHEMA =
      "n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

  private Names() {}

  /** Always quoted: no list of reserved words must be kept for three backends. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String qualified(String schema, String name) {
    return quoted(schema) + "." + quoted(name);
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A condition: the object is no part of an extension, which brings it along. */
  static String notOfExtension(String catalogue, String oid) {
    return "NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend x WHERE x.deptype = 'e'"
        + " AND x.classid = 'pg_catalog."
        + catalogue
        + "'::regclass AND x.objid = "
        + oid
        + ")";
  }
}
