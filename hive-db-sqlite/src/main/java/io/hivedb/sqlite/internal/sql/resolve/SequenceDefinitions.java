// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.type.PgType;
import io.hivedb.sqlite.internal.sql.type.Types;
import org.jspecify.annotations.Nullable;

/** Sequences. */
final class SequenceDefinitions {

  private final Definitions definitions;

  SequenceDefinitions(Definitions definitions) {
    this.definitions = definitions;
  }

  void create(Ddl.CreateSequence create) {
    String schema =
        create.temporary()
            ? definitions.temporarySchema(create.name())
            : definitions.schemaOf(create.name());
    if (definitions.isFree(schema, create.name().name(), create.ifNotExists())) {
      if (create.options().ownedBy() != null) {
        throw PgException.unsupported("OWNED BY");
      }
      add(schema, create.name().name(), create.options(), null, null, null);
    }
  }

  /** Adds a sequence and returns its key. */
  String add(
      String schema,
      String name,
      Ddl.SequenceOptions options,
      @Nullable PgType type,
      @Nullable String table,
      @Nullable String column) {
    long increment = options.increment() == null ? 1 : options.increment();
    if (increment == 0) {
      throw new PgException("22023", "INCREMENT must not be zero");
    }
    long most =
        type == null && options.asType() != null
            ? limit(options.asType())
            : type == null ? Long.MAX_VALUE : limit(type.name());
    long maximum = options.maximum() != null ? options.maximum() : increment > 0 ? most : -1;
    long minimum = options.minimum() != null ? options.minimum() : increment > 0 ? 1 : -most - 1;
    long start = options.start() != null ? options.start() : increment > 0 ? minimum : maximum;
    if (start < minimum) {
      throw new PgException(
          "22023", "START value (" + start + ") cannot be less than MINVALUE (" + minimum + ")");
    }
    if (start > maximum) {
      throw new PgException(
          "22023", "START value (" + start + ") cannot be greater than MAXVALUE (" + maximum + ")");
    }
    boolean cycle = Boolean.TRUE.equals(options.cycle());
    Relation.Sequence sequence =
        new Relation.Sequence(
            schema,
            name,
            definitions.catalog().nextOid(schema),
            start,
            increment,
            minimum,
            maximum,
            cycle,
            table,
            column);
    definitions.become(definitions.catalog().with(sequence));
    return sequence.key();
  }

  private static long limit(String type) {
    return type.equals(Types.INT2.name())
        ? Short.MAX_VALUE
        : type.equals(Types.INT4.name()) ? Integer.MAX_VALUE : Long.MAX_VALUE;
  }

  void alter(Ddl.AlterSequence alter) {
    Relation found =
        definitions
            .catalog()
            .find(
                alter.name().schema(),
                alter.name().name(),
                definitions.resolver().context().path());
    if (found == null && alter.ifExists()) {
      return;
    }
    if (!(found instanceof Relation.Sequence sequence)) {
      throw new PgException(
              found == null ? "42P01" : "42809",
              found == null
                  ? "relation \"" + alter.name() + "\" does not exist"
                  : "\"" + alter.name() + "\" is not a sequence")
          .at(alter.name().position());
    }
    change(sequence, alter.options());
  }

  void change(Relation.Sequence sequence, Ddl.SequenceOptions options) {
    if (options.asType() != null || options.ownedBy() != null) {
      throw PgException.unsupported("ALTER SEQUENCE ... AS or OWNED BY");
    }
    Relation.Sequence changed =
        new Relation.Sequence(
            sequence.schema(),
            sequence.name(),
            sequence.oid(),
            options.start() == null ? sequence.start() : options.start(),
            options.increment() == null ? sequence.increment() : options.increment(),
            options.minimum() == null ? sequence.minimum() : options.minimum(),
            options.maximum() == null ? sequence.maximum() : options.maximum(),
            options.cycle() == null ? sequence.cycle() : options.cycle(),
            sequence.ownerTable(),
            sequence.ownerColumn());
    if (!changed.equals(sequence)) {
      definitions.become(definitions.catalog().with(changed));
    }
    if (options.restart()) {
      definitions.restart(sequence.key(), options.restartWith());
    }
  }

  /** A free name in a schema: base, base1, base2 ... */
  static String freeName(Definitions definitions, String schema, String base) {
    String name = base.length() > 63 ? base.substring(0, 63) : base;
    int number = 0;
    while (definitions.catalog().relation(Names.key(schema, name)) != null) {
      number++;
      name = base + number;
    }
    return name;
  }
}
