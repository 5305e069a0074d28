// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.catalog.Column;
import io.hivedb.sqlite.internal.sql.catalog.Relation;
import io.hivedb.sqlite.internal.sql.catalog.RelationNames;
import io.hivedb.sqlite.internal.sql.catalog.SettingNames;
import io.hivedb.sqlite.internal.sql.catalog.Table;
import io.hivedb.sqlite.internal.sql.error.Notice;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.function.AdvisoryLocks;
import io.hivedb.sqlite.internal.sql.function.Args;
import io.hivedb.sqlite.internal.sql.function.SessionContext;
import io.hivedb.sqlite.internal.sql.resolve.SequenceNames;
import io.hivedb.sqlite.internal.sql.resolve.TypeNames;
import io.hivedb.sqlite.internal.sql.system.ObjectNames;
import io.hivedb.sqlite.internal.sql.system.ProcNames;
import io.hivedb.sqlite.internal.sql.system.TypeTexts;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the functions of a session see. */
final class SessionState implements SessionContext {

  private final SqlSession session;
  private final Sequences sequences;
  private final Settings settings;
  private final Map<String, Long> current = new HashMap<>();
  private final List<DrawnNumbers> drawn = new ArrayList<>(List.of(new DrawnNumbers()));
  private @Nullable Long last;
  private @Nullable Long transactionTime;
  private long statementTime;
  private boolean updated;

  SessionState(SqlSession session, Sequences sequences, Settings settings) {
    this.session = session;
    this.sequences = sequences;
    this.settings = settings;
  }

  private static long clock() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  /** The running statement calls a function. */
  void deeper() {
    drawn.add(new DrawnNumbers());
  }

  /** The function that it called is done. */
  void higher() {
    drawn.remove(drawn.size() - 1);
  }

  void drawAnew() {
    drawn.get(drawn.size() - 1).clear();
  }

  boolean drawAgain(boolean on) {
    return drawn.get(drawn.size() - 1).repeat(on);
  }

  /** Every statement that runs remembers the number; one that is repeated knows it. */
  private long draw(LongSupplier sequence) {
    session.calls().effect();
    LongSupplier next = sequence;
    for (int i = drawn.size() - 1; i >= 0; i--) {
      DrawnNumbers numbers = drawn.get(i);
      LongSupplier inner = next;
      next = () -> numbers.next(inner);
    }
    return next.getAsLong();
  }

  void forgetSequences() {
    current.clear();
    last = null;
  }

  void beginTransaction() {
    transactionTime = clock();
  }

  void endTransaction() {
    transactionTime = null;
  }

  void beginStatement() {
    updated = false;
    statementTime = clock();
  }

  @Override
  public long now() {
    return transactionTime == null ? statementTime : transactionTime;
  }

  @Override
  public long literalTime(long unit) {
    return session.prepared().clock().read(unit);
  }

  @Override
  public long statementTime() {
    return statementTime;
  }

  /** A sequence has another key. */
  void moved(String from, String to) {
    Long value = current.get(from);
    if (value != null) {
      current.put(to, value);
    }
  }

  private Relation.Sequence sequence(String name) {
    Catalog catalog = session.catalogOfStatement();
    String key = SequenceNames.key(name);
    Relation found =
        key != null
            ? catalog.relation(key)
            : RelationNames.find(catalog, settings.path(catalog), name);
    if (found == null) {
      throw new PgException("42P01", "relation \"" + name + "\" does not exist");
    }
    if (found instanceof Relation.Sequence sequence) {
      return sequence;
    }
    throw new PgException("42809", "\"" + found.name() + "\" is not a sequence");
  }

  @Override
  public long nextValue(String name) {
    Relation.Sequence sequence = sequence(name);
    long value = draw(() -> sequences.next(sequence));
    current.put(sequence.key(), value);
    last = value;
    return value;
  }

  @Override
  public long currentValue(String name) {
    Relation.Sequence sequence = sequence(name);
    Long value = current.get(sequence.key());
    if (value == null) {
      throw new PgException(
          "55000",
          "currval of sequence \"" + sequence.name() + "\" is not yet defined in this session");
    }
    return value;
  }

  @Override
  public long lastValue() {
    if (last == null) {
      throw new PgException("55000", "lastval is not yet defined in this session");
    }
    return last;
  }

  @Override
  public @Nullable Long lastValueOf(String name) {
    Sequences.State state = sequences.snapshot().get(sequence(name).key());
    return state != null && state.called() ? (Long) state.last() : null;
  }

  @Override
  public long sequenceValue(String name) {
    Relation.Sequence sequence = sequence(name);
    Sequences.State state = sequences.snapshot().get(sequence.key());
    return state == null ? sequence.start() : state.last();
  }

  @Override
  public long setValue(String name, long value, boolean called) {
    session.calls().effect();
    Relation.Sequence sequence = sequence(name);
    sequences.set(sequence, value, called);
    if (called) {
      current.put(sequence.key(), value);
    }
    return value;
  }

  @Override
  public void markUpdated() {
    updated = true;
  }

  @Override
  public boolean takeInserted() {
    boolean inserted = !updated;
    updated = false;
    return inserted;
  }

  @Override
  public @Nullable String serialSequence(String tableName, String columnName) {
    Catalog catalog = session.catalog();
    Relation found = RelationNames.find(catalog, settings.path(catalog), tableName);
    if (!(found instanceof Table table)) {
      throw new PgException("42P01", "relation \"" + tableName + "\" does not exist");
    }
    Column column = table.column(columnName);
    if (column == null) {
      throw new PgException(
          "42703",
          "column \"" + columnName + "\" of relation \"" + table.name() + "\" does not exist");
    }
    Relation.Sequence owned = Table.owned(catalog, table, column);
    if (owned == null) {
      return null;
    }
    boolean temporary = owned.schema().equals(catalog.temporarySchema());
    return TypeTexts.identifier(temporary ? Catalog.TEMPORARY : owned.schema())
        + "."
        + TypeTexts.identifier(owned.name());
  }

  @Override
  public @Nullable String setting(String name) {
    return settings.get(name);
  }

  @Override
  public void set(String name, String value, boolean local) {
    session.calls().effect();
    settings.set(name, SettingNames.checked(name, List.of(value)), local);
  }

  @Override
  public void warn(String sqlState, String text) {
    session.calls().effect();
    session.notices().add(Notice.warning(sqlState, text));
  }

  @Override
  public @Nullable String currentSchema() {
    List<String> path = session.searchPath();
    return path.isEmpty() ? null : path.get(0);
  }

  @Override
  public @Nullable String findRelation(String name) {
    return objects().findRelation(name);
  }

  @Override
  public ObjectNames objects() {
    return new ObjectNames(session.catalog(), session.searchPath());
  }

  @Override
  public ProcNames procedures() {
    return new ProcNames(session.catalog(), session.searchPath());
  }

  @Override
  public PgType type(String name) {
    return TypeNames.find(session.catalog(), session.searchPath(), name);
  }

  @Override
  public List<String> path() {
    return session.searchPath();
  }

  @Override
  public @Nullable Object call(Args args) {
    return session.calls().call(args);
  }

  @Override
  public AdvisoryLocks.Holder locks() {
    return session.locks();
  }
}
