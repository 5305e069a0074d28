// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.ChosenNames;
import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Ddl;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.List;
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
      Owner owner = owner(create.options().ownedBy(), schema);
      add(schema, create.name().name(), create.options(), null, owner.table(), owner.column());
    }
  }

  /** What a sequence belongs to and goes with. */
  private record Owner(@Nullable String table, @Nullable String column) {}

  private Owner owner(@Nullable List<String> names, String schema) {
    if (names == null || names.equals(List.of("none"))) {
      return new Owner(null, null);
    }
    int size = names.size();
    if (size < 2) {
      throw new PgException("42601", "invalid OWNED BY option")
          .hint("Specify OWNED BY table.column or OWNED BY NONE.");
    }
    QualifiedName name =
        new QualifiedName(size > 2 ? names.get(size - 3) : null, names.get(size - 2), 0);
    Relation relation = definitions.resolver().context().relation(name);
    if (!(relation instanceof Table table)) {
      throw new PgException(
          "42809", "sequence cannot be owned by relation \"" + relation.name() + "\"");
    }
    if (!table.schema().equals(schema)) {
      throw new PgException("55000", "sequence must be in same schema as table it is linked to");
    }
    String column = names.get(size - 1);
    if (table.column(column) == null) {
      throw new PgException(
          "42703", "column \"" + column + "\" of relation \"" + table.name() + "\" does not exist");
    }
    return new Owner(table.key(), column);
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
    PgType kind = type == null ? SequenceBounds.type(options.asType()) : type;
    SequenceBounds bounds = SequenceBounds.of(kind, increment, options, null);
    long maximum = bounds.maximum();
    long minimum = bounds.minimum();
    long start = options.start() != null ? options.start() : increment > 0 ? minimum : maximum;
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
            kind,
            table,
            column);
    check(sequence, options);
    definitions.become(definitions.catalog().with(sequence));
    return sequence.key();
  }

  private static void check(Relation.Sequence s, Ddl.SequenceOptions options) {
    if (options.cache() != null && options.cache() < 1) {
      throw new PgException("22023", "CACHE (" + options.cache() + ") must be greater than zero");
    }
    Long restart = options.restartWith();
    if (s.increment() == 0) {
      throw new PgException("22023", "INCREMENT must not be zero");
    }
    if (s.minimum() >= s.maximum()) {
      throw new PgException(
          "22023",
          "MINVALUE (" + s.minimum() + ") must be less than MAXVALUE (" + s.maximum() + ")");
    }
    check("START", s.start(), s);
    if (restart != null) {
      check("RESTART", restart, s);
    }
  }

  private static void check(String what, long value, Relation.Sequence s) {
    if (value < s.minimum()) {
      throw new PgException(
          "22023",
          what + " value (" + value + ") cannot be less than MINVALUE (" + s.minimum() + ")");
    }
    if (value > s.maximum()) {
      throw new PgException(
          "22023",
          what + " value (" + value + ") cannot be greater than MAXVALUE (" + s.maximum() + ")");
    }
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
      definitions.skip(Notice.SUCCESS, "relation \"" + alter.name().name() + "\" does not exist");
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
    boolean ofIdentity =
        definitions.catalog().tables().stream()
            .flatMap(t -> t.columns().stream())
            .anyMatch(c -> !c.identity().isEmpty() && sequence.key().equals(c.sequence()));
    if (options.ownedBy() != null && ofIdentity) {
      throw new PgException("0A000", "cannot change ownership of identity sequence");
    }
    Owner owner =
        options.ownedBy() == null
            ? new Owner(sequence.ownerTable(), sequence.ownerColumn())
            : owner(options.ownedBy(), sequence.schema());
    long increment = options.increment() == null ? sequence.increment() : options.increment();
    PgType type =
        options.asType() == null ? sequence.type() : SequenceBounds.type(options.asType());
    SequenceBounds bounds = SequenceBounds.of(type, increment, options, sequence);
    Relation.Sequence changed =
        new Relation.Sequence(
            sequence.schema(),
            sequence.name(),
            sequence.oid(),
            options.start() == null ? sequence.start() : options.start(),
            increment,
            bounds.minimum(),
            bounds.maximum(),
            options.cycle() == null ? sequence.cycle() : options.cycle(),
            type,
            owner.table(),
            owner.column());
    check(changed, options);
    if (!options.restart()) {
      definitions.run(SequenceBounds.checkCurrent(changed));
    }
    if (!changed.equals(sequence)) {
      definitions.become(definitions.catalog().with(changed));
    }
    if (options.restart()) {
      definitions.restart(sequence.key(), options.restartWith());
    }
  }

  /** A free name in a schema for what belongs to columns of a table. */
  static String freeName(Definitions definitions, Table table, List<String> columns, String label) {
    return ChosenNames.of(
        table.name(),
        columns,
        label,
        name -> definitions.catalog().relation(Names.key(table.schema(), name)) != null);
  }
}
