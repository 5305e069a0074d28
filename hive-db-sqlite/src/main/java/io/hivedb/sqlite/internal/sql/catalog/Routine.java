// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.catalog;

import io.hivedb.sqlite.internal.sql.parse.RoutineDefinition;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function or procedure.
 *
 * @param schema its schema
 * @param name its name
 * @param oid its OID
 * @param arguments the types that a call gives
 * @param outputs what a call returns as columns: OUT parameters or a table; else empty
 * @param result the type of its result; null where it is a row, nothing, or not known here
 * @param definition what CREATE said
 */
public record Routine(
    String schema,
    String name,
    int oid,
    List<PgType> arguments,
    List<Column> outputs,
    @Nullable PgType result,
    RoutineDefinition definition) {

  /** The same with another definition. */
  public Routine with(RoutineDefinition other) {
    return new Routine(schema, name, oid, arguments, outputs, result, other);
  }

  /** The name as messages have it. */
  public String signature() {
    return name + "(" + String.join(", ", arguments.stream().map(PgType::sqlName).toList()) + ")";
  }

  /** The name as texts about objects have it. */
  public String described() {
    return name + "(" + String.join(",", arguments.stream().map(PgType::sqlName).toList()) + ")";
  }

  /** The key in the catalogue. */
  public String key() {
    return schema + "." + signature();
  }
}
