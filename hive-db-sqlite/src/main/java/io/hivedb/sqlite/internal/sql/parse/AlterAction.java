// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.parse;

import org.jspecify.annotations.Nullable;

/** An action of ALTER TABLE. */
public sealed interface AlterAction {

  /** ADD COLUMN. */
  record AddColumn(Ddl.ColumnDefinition column, boolean ifNotExists) implements AlterAction {}

  /** DROP COLUMN. */
  record DropColumn(String column, boolean ifExists, boolean cascade) implements AlterAction {}

  /** RENAME COLUMN. */
  record RenameColumn(String column, String to) implements AlterAction {}

  /** RENAME TO. */
  record RenameTable(String to) implements AlterAction {}

  /** RENAME CONSTRAINT. */
  record RenameConstraint(String constraint, String to) implements AlterAction {}

  /** ADD CONSTRAINT. */
  record AddConstraint(Ddl.TableConstraint constraint) implements AlterAction {}

  /** DROP CONSTRAINT. */
  record DropConstraint(String constraint, boolean ifExists, boolean cascade)
      implements AlterAction {}

  /** ALTER COLUMN ... SET or DROP DEFAULT. */
  record SetDefault(String column, @Nullable Expr value) implements AlterAction {}

  /** ALTER COLUMN ... SET or DROP NOT NULL. */
  record SetNotNull(String column, boolean notNull) implements AlterAction {}

  /** ALTER COLUMN ... TYPE. */
  record SetType(String column, TypeName type, @Nullable Expr using) implements AlterAction {}

  /** ALTER COLUMN ... ADD GENERATED. */
  record AddIdentity(String column, Ddl.Identity identity) implements AlterAction {}

  /** ALTER COLUMN ... DROP IDENTITY. */
  record DropIdentity(String column, boolean ifExists) implements AlterAction {}

  /** ALTER COLUMN ... SET GENERATED, SET sequence options or RESTART. */
  record AlterIdentity(String column, @Nullable Boolean always, Ddl.SequenceOptions options)
      implements AlterAction {}

  /** ALTER COLUMN ... DROP EXPRESSION. */
  record DropExpression(String column, boolean ifExists) implements AlterAction {}

  /** VALIDATE CONSTRAINT. */
  record Validate(String constraint) implements AlterAction {}

  /** OWNER TO. */
  record Owner(String role) implements AlterAction {}

  /** ENABLE or DISABLE TRIGGER: ALL, USER or a name. */
  record Triggers(boolean enable, String which) implements AlterAction {}

  /** SET or RESET of parameters of storage. */
  record Storage() implements AlterAction {}

  /** An action without effect here: REPLICA IDENTITY ... */
  record Nothing() implements AlterAction {}
}
