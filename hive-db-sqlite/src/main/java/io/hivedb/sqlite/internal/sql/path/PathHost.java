// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.path;

import java.math.BigDecimal;

/** What a path needs of PostgreSQL's types. */
public interface PathHost {

  /** {@code + - * / %} of numerics. */
  BigDecimal calculate(String operator, BigDecimal left, BigDecimal right);

  /** Whether a text matches a regular expression. */
  boolean matches(String text, String regex, String flags);

  /** The numeric of the text of a double precision. */
  BigDecimal ofDouble(String text);
}
