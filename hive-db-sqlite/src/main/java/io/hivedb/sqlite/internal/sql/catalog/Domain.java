// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A domain: a type whose values are checked.
 *
 * @param schema its schema
 * @param name its name
 * @param oid its OID
 * @param base the type that its values have
 * @param typmod that type's modifier, -1 for none
 * @param notNull whether nulls are refused
 * @param defaultValue the expression of DEFAULT
 * @param checks its constraints, in the order of their names
 */
public record Domain(
    String schema,
    String name,
    int oid,
    PgType base,
    int typmod,
    boolean notNull,
    @Nullable Expr defaultValue,
    List<Check> checks) {

  /** The column that stands for the value in a check. */
  public static final String VALUE = "value";

  /** A CHECK constraint over VALUE. */
  public record Check(String name, Expr condition) {}

  /** The type as the system's catalogue and JDBC's metadata show it. */
  public PgType type() {
    return Types.domainType(oid, name, base);
  }

  /** The key in the catalogue. */
  public String key() {
    return Names.key(schema, name);
  }
}
