// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements that change the catalogue. */
public interface Ddl extends Statement {

  /** CREATE TABLE; the source is that of CREATE TABLE AS; tuned is one with storage parameters. */
  record CreateTable(
      QualifiedName name,
      boolean temporary,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<TableConstraint> constraints,
      List<Like> like,
      String onCommit,
      @Nullable Select source,
      List<String> sourceColumns,
      boolean withData,
      boolean tuned)
      implements Ddl {}

  /** LIKE in CREATE TABLE, with what is included, after so many columns. */
  record Like(QualifiedName source, Set<String> options, int columns) {}

  /** CREATE DOMAIN. */
  record CreateDomain(
      QualifiedName name,
      TypeName type,
      boolean notNull,
      @Nullable Expr defaultValue,
      List<DomainCheck> checks)
      implements Ddl {}

  /** A CHECK of a domain. */
  record DomainCheck(@Nullable String name, Expr condition) {}

  /** CREATE MATERIALIZED VIEW. */
  record CreateMaterializedView(
      QualifiedName name,
      boolean ifNotExists,
      List<String> columns,
      Select query,
      boolean withData,
      boolean tuned)
      implements Ddl {}

  /** REFRESH MATERIALIZED VIEW. */
  record RefreshMaterializedView(QualifiedName name, boolean concurrently, boolean withData)
      implements Ddl {}

  /** DISCARD TEMP. */
  record DiscardTemp() implements Ddl {}

  /** A column of CREATE TABLE or ADD COLUMN. */
  record ColumnDefinition(
      String name,
      TypeName type,
      boolean notNull,
      @Nullable Expr defaultValue,
      @Nullable Expr generated,
      boolean virtual,
      @Nullable Identity identity,
      List<TableConstraint> constraints,
      @Nullable String notNullName,
      @Nullable Collation collation,
      int position) {}

  /** COLLATE of a column. */
  record Collation(String name, int position) {}

  /** GENERATED ... AS IDENTITY. */
  record Identity(boolean always, @Nullable QualifiedName sequence, SequenceOptions options) {}

  /** Options of a sequence; null where not written. {@code restart} without a value is empty. */
  record SequenceOptions(
      @Nullable Long start,
      @Nullable Long increment,
      @Nullable Long minimum,
      @Nullable Long maximum,
      @Nullable Boolean cycle,
      boolean restart,
      @Nullable Long restartWith,
      @Nullable String asType,
      @Nullable List<String> ownedBy,
      @Nullable Long cache,
      boolean noMinimum,
      boolean noMaximum) {
    /** No option at all. */
    public static final SequenceOptions NONE = ofType(null);

    /** The type alone. */
    public static SequenceOptions ofType(@Nullable String type) {
      return new SequenceOptions(
          null, null, null, null, null, false, null, type, null, null, false, false);
    }
  }

  /** A constraint; the kind is primary, unique, check or foreign. */
  record TableConstraint(
      @Nullable String name,
      String kind,
      List<String> columns,
      @Nullable Expr check,
      @Nullable QualifiedName references,
      List<String> referencedColumns,
      String onDelete,
      String onUpdate,
      boolean deferrable,
      boolean initiallyDeferred,
      KeyParts key,
      boolean validated,
      int position) {

    /** One that refers to no other table. */
    public static TableConstraint own(
        @Nullable String name,
        String kind,
        List<String> columns,
        @Nullable Expr check,
        KeyParts key,
        boolean validated,
        int position) {
      return new TableConstraint(
          name, kind, columns, check, null, List.of(), "", "", false, false, key, validated,
          position);
    }
  }

  /** What a key may say of its index: {@code using} names one that is there. */
  record KeyParts(boolean nullsNotDistinct, List<String> include, @Nullable String using) {
    /** Nothing. */
    public static final KeyParts NONE = new KeyParts(false, List.of(), null);
  }

  /** CREATE INDEX. */
  record CreateIndex(
      @Nullable String name,
      QualifiedName table,
      boolean unique,
      boolean ifNotExists,
      String method,
      List<IndexKey> keys,
      Map<String, String> with,
      @Nullable Expr where,
      KeyParts parts)
      implements Ddl {}

  /** A key of an index. */
  record IndexKey(
      Expr value,
      @Nullable String operatorClass,
      boolean descending,
      @Nullable Boolean nullsFirst,
      int position) {}

  /** CREATE SEQUENCE. */
  record CreateSequence(
      QualifiedName name, boolean ifNotExists, SequenceOptions options, boolean temporary)
      implements Ddl {}

  /** ALTER SEQUENCE. */
  record AlterSequence(QualifiedName name, boolean ifExists, SequenceOptions options)
      implements Ddl {}

  /** CREATE VIEW; the text of the query is kept. */
  record CreateView(
      QualifiedName name,
      boolean replace,
      List<String> columns,
      Select query,
      boolean temporary,
      String checkOption,
      boolean tuned)
      implements Ddl {}

  /** CREATE SCHEMA. */
  record CreateSchema(String name, @Nullable String owner, boolean ifNotExists) implements Ddl {}

  /** CREATE TYPE ... AS ENUM. */
  record CreateEnum(QualifiedName name, List<String> labels) implements Ddl {}

  /** ALTER TYPE ... ADD VALUE. */
  record AddEnumValue(
      QualifiedName name,
      String label,
      boolean ifNotExists,
      @Nullable String neighbour,
      boolean before)
      implements Ddl {}

  /** CREATE EXTENSION. */
  record CreateExtension(String name, boolean ifNotExists, int position) implements Ddl {}

  /** DROP of tables, views, indexes, sequences, schemas, types or extensions. */
  record Drop(String kind, List<QualifiedName> names, boolean ifExists, boolean cascade)
      implements Ddl {}

  /** TRUNCATE. */
  record Truncate(List<QualifiedName> tables, boolean restartIdentity, boolean cascade)
      implements Ddl {}

  /** COMMENT ON a table, view, index, sequence, column or schema; no text removes it. */
  record Comment(String kind, List<String> names, @Nullable String text, int position)
      implements Ddl {}

  /** ALTER TABLE with its actions. */
  record AlterTable(QualifiedName name, boolean ifExists, List<AlterAction> actions)
      implements Ddl {}

  /** ALTER INDEX, VIEW, SEQUENCE, TYPE ... RENAME TO or SET SCHEMA; one of both is there. */
  record Rename(
      String kind,
      QualifiedName name,
      boolean ifExists,
      @Nullable String to,
      @Nullable String schema)
      implements Ddl {}

  /** ALTER TYPE ... RENAME VALUE. */
  record RenameEnumValue(QualifiedName name, String from, String to) implements Ddl {}

  /** ALTER ... OWNER TO, or another change without effect here once its names were checked. */
  record Unchanged(String kind, QualifiedName name, boolean ifExists, @Nullable String role)
      implements Ddl {}

  /** ALTER DOMAIN with one action. */
  record AlterDomain(QualifiedName name, DomainAction action) implements Ddl {}

  /** The action of ALTER DOMAIN. */
  record DomainAction(
      String verb,
      @Nullable Expr value,
      @Nullable DomainCheck check,
      @Nullable String constraint,
      boolean ifExists,
      boolean validated) {}

  /** CREATE FUNCTION or PROCEDURE. */
  record CreateRoutine(boolean replace, RoutineDefinition definition) implements Ddl {}

  /** GRANT and REVOKE on functions, or their OWNER TO: without effect once names were checked. */
  record OfRoutines(
      String tag, String kind, List<String> privileges, List<RoutineName> names, List<String> roles)
      implements Ddl {}

  /**
   * ALTER FUNCTION, PROCEDURE or ROUTINE: another name, another schema, or other properties.
   *
   * @param change what it says of itself from now on; null where it gets another place
   */
  record AlterRoutine(
      String kind,
      RoutineName name,
      @Nullable String newName,
      @Nullable String newSchema,
      @Nullable RoutineChange change)
      implements Ddl {}

  /**
   * Other properties of a routine.
   *
   * @param volatility the new one; null for the same
   * @param strict whether it is strict; null for the same
   * @param properties the other ones, which are null where they are said no more
   */
  record RoutineChange(
      @Nullable String volatility,
      @Nullable Boolean strict,
      Map<String, @Nullable String> properties) {}

  /** DROP FUNCTION, PROCEDURE or ROUTINE. */
  record DropRoutines(String kind, List<RoutineName> names, boolean ifExists, boolean cascade)
      implements Ddl {}

  /**
   * A routine with the types of its arguments; null where they are not written.
   *
   * @param spelled the types as PostgreSQL's grammar names them
   */
  record RoutineName(
      QualifiedName name, @Nullable List<TypeName> arguments, List<String> spelled) {}

  /** COMMENT ON a routine, which must be there. */
  record CommentRoutine(String kind, RoutineName name, @Nullable String text) implements Ddl {}

  /** CREATE TRIGGER. */
  record CreateTrigger(boolean replace, TriggerDefinition definition) implements Ddl {}

  /** DROP TRIGGER. */
  record DropTrigger(String name, QualifiedName table, boolean ifExists) implements Ddl {}

  /** ALTER TRIGGER ... RENAME TO. */
  record RenameTrigger(String name, QualifiedName table, String to) implements Ddl {}
}
