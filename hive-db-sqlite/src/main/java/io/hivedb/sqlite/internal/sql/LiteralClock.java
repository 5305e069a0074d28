// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql;

import io.hivedb.sqlite.internal.sql.catalog.Catalog;
import io.hivedb.sqlite.internal.sql.error.PgException;
import io.hivedb.sqlite.internal.sql.plan.Plan;
import io.hivedb.sqlite.internal.sql.resolve.SettingChange;
import io.hivedb.sqlite.internal.sql.type.PgType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time that {@code 'now'}, {@code 'today'} and their like are. PostgreSQL reads them when it
 * parses a statement, so that one that is prepared keeps them: by PREPARE, and by pgjdbc, which
 * prepares a text of a {@code PreparedStatement} at its fifth run on a connection.
 */
public final class LiteralClock {

  /** How many texts pgjdbc remembers. */
  private static final int TEXTS = 256;

  private static final int PREPARING_RUN = 5;

  /** What a statement has read, and what PostgreSQL would read anew after a change of. */
  private record Reading(
      long time,
      Catalog catalog,
      List<String> path,
      int definitions,
      List<@Nullable PgType> types) {

    /** Whether a parameter has a type that only the server knew. */
    boolean isOpen(List<? extends @Nullable PgType> other) {
      return !types.equals(other) && (types.contains(null) || other.contains(null));
    }
  }

  /** A text that runs again and again, and what its statements keep, by where they begin. */
  public static final class Kept {
    private final Map<Integer, Reading> readings = new HashMap<>();
    private int runs;
    private boolean keeps;
    private int running;
    private boolean fresh;
    private boolean open;

    private Kept() {}
  }

  private final SqlSession session;
  private final SessionState state;
  private final Map<Object, Kept> texts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Kept> eldest) {
          return size() > TEXTS;
        }
      };
  private @Nullable Kept current;
  private int definitions;

  LiteralClock(SqlSession session, SessionState state) {
    this.session = session;
    this.state = state;
  }

  /** A text of the driver's runs, as often as it has parameters for. */
  public synchronized Kept run(Object text, int times) {
    Kept kept = texts.computeIfAbsent(text, unknown -> new Kept());
    kept.runs++;
    // Of a batch the driver prepares the statement at once.
    kept.keeps |= times > 1 || kept.runs >= PREPARING_RUN;
    return kept;
  }

  /** The driver asks what columns a text has, which it prepares for that. */
  public synchronized Kept describe(Object text) {
    Kept kept = texts.computeIfAbsent(text, unknown -> new Kept());
    kept.keeps = true;
    return kept;
  }

  /** PREPARE. */
  public Kept prepare() {
    Kept kept = new Kept();
    kept.keeps = true;
    kept.readings.put(0, reading(List.of()));
    return kept;
  }

  /** All prepared statements are gone. */
  synchronized void forget() {
    texts.values().forEach(kept -> kept.readings.clear());
  }

  /**
   * What runs from now on; null for what nobody keeps.
   *
   * @return what ran before
   */
  public @Nullable Kept enter(@Nullable Kept kept) {
    Kept before = current;
    current = kept;
    if (kept != null) {
      kept.fresh = false;
    }
    return before;
  }

  /** A statement of what runs is planned. */
  void planned(int offset, List<? extends @Nullable PgType> types) {
    Kept kept = current;
    if (kept == null || !kept.keeps) {
      return;
    }
    Reading reading = kept.readings.get(offset);
    boolean again = kept.fresh && kept.running == offset;
    kept.running = offset;
    kept.open = reading != null && reading.isOpen(types);
    kept.fresh = !kept.open && (again || reading == null || !reading.types().equals(types));
    if (kept.fresh) {
      kept.readings.put(offset, reading(types));
    }
  }

  private Reading reading(List<? extends @Nullable PgType> types) {
    List<@Nullable PgType> copy = Collections.unmodifiableList(new ArrayList<>(types));
    return new Reading(state.now(), session.catalog(), session.searchPath(), definitions, copy);
  }

  /** After most definitions PostgreSQL reads anew, also after those that are rolled back. */
  void executed(Plan plan) {
    boolean path =
        plan.effect() instanceof SettingChange change && change.name().equals("search_path");
    if (path || plan.kind() == Plan.Kind.DDL || plan.kind() == Plan.Kind.NOTHING) {
      definitions++;
    }
  }

  /** The time that the literals of the running statement are, counted in some unit. */
  long read(long unit) {
    long now = Math.floorDiv(state.now(), unit);
    Kept kept = current;
    if (kept == null || !kept.keeps) {
      return now;
    }
    Reading reading = Objects.requireNonNull(kept.readings.get(kept.running));
    if (kept.fresh) {
      kept.readings.put(kept.running, reading(reading.types()));
      return now;
    }
    long read = Math.floorDiv(reading.time(), unit);
    if (read != now && (kept.open || isOld(reading))) {
      throw PgException.unsupported("'now' or its like in a statement that is prepared anew");
    }
    return read;
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean isOld(Reading reading) {
    return reading.catalog() != session.catalog()
        || !reading.path().equals(session.searchPath())
        || reading.definitions() != definitions;
  }
}
