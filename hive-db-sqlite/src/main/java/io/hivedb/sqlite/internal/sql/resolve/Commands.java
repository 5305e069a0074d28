// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.catalog.Names;
import io.hivedb.sqlite.internal.sql.catalog.SettingNames;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.parse.Command;
import io.hivedb.sqlite.internal.sql.parse.QualifiedName;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.plan.ResultColumn;
import io.hivedb.sqlite.internal.sql.plan.Step;
import io.hivedb.sqlite.internal.sql.plan.TransactionControl;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import io.hivedb.sqlite.internal.sql.type.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements about the session. */
final class Commands {

  private final Resolver resolver;

  Commands(Resolver resolver) {
    this.resolver = resolver;
  }

  Plan plan(Command command) {
    if (command instanceof Command.Transaction transaction) {
      return transaction(transaction);
    }
    if (command instanceof Command.Set set) {
      return set(set);
    }
    if (command instanceof Command.Refused refused) {
      throw PgException.unsupported(refused.feature());
    }
    if (command instanceof Command.Discard discard) {
      return discard(discard.all());
    }
    if (command instanceof Command.Show show) {
      return show(show);
    }
    if (command instanceof Command.SetRole role) {
      return role(role);
    }
    if (command instanceof Command.Nothing nothing) {
      checkRelations(nothing.relations());
      return effect(Plan.Kind.NOTHING, nothing.tag(), null);
    }
    if (command instanceof Command.Call call) {
      return new ProcedureCalls(resolver).plan(call.call());
    }
    if (command instanceof Command.Do block) {
      return effect(Plan.Kind.DDL, "DO", new BlockRun(block.block()));
    }
    if (command instanceof Command.DropMissing drop) {
      List<Notice> notices = MissingObjects.drop(drop, resolver.context());
      String tag = "DROP " + drop.kind().toUpperCase(Locale.ROOT);
      return effect(Plan.Kind.NOTHING, tag, CatalogChange.none(notices));
    }
    if (command instanceof Command.Constraints constraints) {
      return effect(
          Plan.Kind.NOTHING,
          "SET CONSTRAINTS",
          new ConstraintTimings(resolver.context()).of(constraints));
    }
    return lock((Command.Lock) command);
  }

  private Plan lock(Command.Lock lock) {
    checkRelations(lock.relations());
    String what = "could not obtain lock on relation \"" + lock.relations().get(0).name() + "\"";
    return new Plan(
        Plan.Kind.LOCK,
        "LOCK TABLE",
        List.of(),
        List.of(),
        List.of(),
        true,
        lock.nowait() ? new LockAtOnce(what) : null);
  }

  private Plan discard(boolean all) {
    if (all && !resolver.context().catalog().temporaries().isEmpty()) {
      throw PgException.unsupported(
          "DISCARD ALL with temporary tables, unless DISCARD TEMP is first");
    }
    String tag = all ? "DISCARD ALL" : "DISCARD SEQUENCES";
    return effect(Plan.Kind.SET, tag, new SessionDiscard(all));
  }

  /** Nobody becomes another role. */
  private Plan role(Command.SetRole role) {
    if (!role.name().equals("none") && !role.name().equals("postgres")) {
      if (Privileges.isRole(role.name(), resolver.context().catalog())) {
        throw PgException.unsupported("SET ROLE to another role");
      }
      throw new PgException("22023", "role \"" + role.name() + "\" does not exist");
    }
    return effect(Plan.Kind.NOTHING, "SET", null);
  }

  private void checkRelations(List<QualifiedName> names) {
    names.forEach(resolver.context()::relation);
  }

  private static Plan effect(Plan.Kind kind, String tag, Plan.@Nullable Effect effect) {
    return new Plan(kind, tag, List.of(), List.of(), List.of(), false, effect);
  }

  private static Plan transaction(Command.Transaction transaction) {
    TransactionControl.Action action = TransactionControl.Action.valueOf(transaction.action());
    String tag =
        switch (action) {
          case COMMIT_AND_CHAIN -> "COMMIT";
          case ROLLBACK_TO, ROLLBACK_AND_CHAIN -> "ROLLBACK";
          case SET_TRANSACTION -> "SET";
          default -> action.name();
        };
    return effect(
        Plan.Kind.TRANSACTION,
        tag,
        new TransactionControl(
            action, transaction.savepoint(), transaction.isolation(), transaction.readOnly()));
  }

  private Plan set(Command.Set set) {
    List<String> values = set.values();
    if (set.name().equals("search_path")) {
      values = values.stream().map(TypeTexts::identifier).toList();
    }
    String value = values.isEmpty() ? null : SettingNames.checked(set.name(), values);
    return effect(
        Plan.Kind.SET,
        set.values().isEmpty() ? "RESET" : "SET",
        new SettingChange(set.name(), value, set.local()));
  }

  private static Plan show(Command.Show show) {
    String sql = "SELECT pg_current_setting(" + Names.literal(show.name()) + ") AS c1";
    ResultColumn column =
        new ResultColumn(SettingNames.shown(show.name()), Types.TEXT, -1, null, null, null);
    return new Plan(
        Plan.Kind.QUERY,
        "SHOW",
        List.of(Analyzer.step(sql, Step.Role.ROWS)),
        List.of(),
        List.of(column),
        false,
        null);
  }
}
