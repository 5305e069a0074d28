// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Domain;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.Expr;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Map;

/** The columns of CREATE TABLE and ADD COLUMN. */
final class ColumnDefinitions {

  private static final Map<String, PgType> SERIALS =
      Map.of(
          "serial",
          Types.INT4,
          "serial4",
          Types.INT4,
          "bigserial",
          Types.INT8,
          "serial8",
          Types.INT8,
          "smallserial",
          Types.INT2,
          "serial2",
          Types.INT2);

  private final Definitions definitions;

  ColumnDefinitions(Definitions definitions) {
    this.definitions = definitions;
  }

  static void checkIdentity(PgType type) {
    if (!type.equals(Types.INT2) && !type.equals(Types.INT4) && !type.equals(Types.INT8)) {
      throw new PgException("22023", "identity column type must be smallint, integer, or bigint");
    }
  }

  private static void check(Table table, Ddl.ColumnDefinition definition, boolean serial) {
    boolean value = definition.defaultValue() != null || serial;
    boolean identity = definition.identity() != null;
    boolean generated = definition.generated() != null;
    String both =
        value && identity
            ? "both default and identity"
            : value && generated
                ? serial ? "multiple default values" : "both default and generation expression"
                : identity && generated ? "both identity and generation expression" : null;
    if (both == null && serial && definition.defaultValue() != null) {
      both = "multiple default values";
    }
    if (both != null) {
      throw new PgException(
          "42601",
          both
              + " specified for column \""
              + definition.name()
              + "\" of table \""
              + table.name()
              + "\"");
    }
    if (definition.defaultValue() != null) {
      Subqueries.refuse(definition.defaultValue(), "DEFAULT expression");
    }
  }

  /** The catalogue's column of a definition, with its sequence. */
  Column column(Table table, Ddl.ColumnDefinition definition) {
    PgType serial =
        definition.type().schema() == null ? SERIALS.get(definition.type().name()) : null;
    Context context = definitions.resolver().context();
    Domain domain = serial != null ? null : context.domain(definition.type());
    PgType type =
        serial != null ? serial : domain != null ? domain.base() : context.type(definition.type());
    int typmod =
        serial != null
            ? -1
            : domain != null ? domain.typmod() : context.typmod(definition.type(), type);
    if (Types.isOfCatalog(type)) {
      throw PgException.unsupported("a column of type " + type).at(definition.position());
    }
    boolean primary = definition.constraints().stream().anyMatch(c -> c.kind().equals("primary"));
    String identity =
        definition.identity() == null ? "" : definition.identity().always() ? "always" : "default";
    if (!identity.isEmpty()) {
      checkIdentity(type);
    }
    check(table, definition, serial != null);
    String sequence = null;
    if (serial != null || definition.identity() != null) {
      Ddl.SequenceOptions options =
          definition.identity() == null
              ? Ddl.SequenceOptions.NONE
              : definition.identity().options();
      String name =
          definition.identity() == null
              ? SequenceDefinitions.freeName(definitions, table, List.of(definition.name()), "seq")
              : Identities.name(definitions, table, definition.name(), definition.identity());
      sequence =
          new SequenceDefinitions(definitions)
              .add(table.schema(), name, options, type, table.key(), definition.name());
    }
    boolean notNull = definition.notNull() || primary || serial != null;
    if (definition.defaultValue() instanceof Expr.ColumnRef ref) {
      throw new PgException("0A000", "cannot use column reference in DEFAULT expression")
          .at(ref.position());
    }
    return new Column(
        definition.name(),
        type,
        typmod,
        notNull,
        definition.defaultValue(),
        definition.generated(),
        identity,
        sequence,
        domain == null ? null : domain.key(),
        definition.notNullName(),
        definition.virtual(),
        Collations.of(definition, type));
  }
}
