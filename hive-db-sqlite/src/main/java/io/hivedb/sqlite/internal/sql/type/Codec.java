// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.type;

/** The input and output functions of a type. */
interface Codec {

  /** Reads PostgreSQL's text form; fails as PostgreSQL's input function does. */
  Object read(String text);

  /** Writes the text form of a stored value. */
  String write(Object stored);
}
