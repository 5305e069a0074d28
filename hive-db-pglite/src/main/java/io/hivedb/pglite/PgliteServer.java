// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.hivedb.BackendStartException;
import io.hivedb.Health;
import io.hivedb.HiveDbClosedException;
import io.hivedb.spi.BackendDatabase;
import io.hivedb.spi.BackendServer;
import io.hivedb.spi.BackendSnapshot;
import io.hivedb.spi.DatabaseSpec;
import io.hivedb.spi.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A bridge process and its databases. Safe to use from several threads at once. */
final class PgliteServer implements BackendServer {

  static final String USER = "postgres";

  /**
   * The database that a bridge starts with: what it is called in its cluster, so that it need not
   * be renamed.
   */
  static final String FIRST_DATABASE = "postgres";

  private static final String STATE_FILE = "state";

  /** What a bridge calls the state that it began in. */
  private static final String FIRST_STATE = "first";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);

  private final Bridge bridge;
  private final String password;
  private final @Nullable DataDirectory directory;
  private final AtomicInteger names = new AtomicInteger(1);
  private final AtomicInteger states = new AtomicInteger();
  private final AtomicBoolean firstTaken = new AtomicBoolean();
  private final boolean beganEmpty;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** The file of the state that the first database began in, until it is loaded; or null. */
  private final AtomicReference<@Nullable String> unloaded;

  PgliteServer(Bridge bridge, String password, @Nullable DataDirectory directory) {
    this.bridge = bridge;
    this.password = password;
    this.directory = directory;
    JsonElement state = bridge.greeting().get("state");
    this.unloaded = new AtomicReference<>(state == null ? null : state.getAsString());
    this.beganEmpty = state == null;
  }

  static PgliteServer start(ServerSettings settings) {
    return new ServerStart(settings).run();
  }

  @Override
  public BackendDatabase create(DatabaseSpec spec) {
    checkOpen();
    if (directory != null) {
      return new PgliteDatabase(this, FIRST_DATABASE, () -> {});
    }
    if (beganEmpty && firstTaken.compareAndSet(false, true)) {
      return throwAway(FIRST_DATABASE);
    }
    String name = nameFor();
    ask("create the database [" + name + "]", "create", Map.of("database", name));
    return throwAway(name);
  }

  @Override
  public BackendDatabase create(DatabaseSpec spec, BackendSnapshot snapshot) {
    checkOpen();
    if (idOf(snapshot).equals(FIRST_STATE) && firstTaken.compareAndSet(false, true)) {
      return throwAway(FIRST_DATABASE);
    }
    String name = nameFor();
    String what = "create the database [" + name + "] from a snapshot";
    ask(what, "create", Map.of("database", name, "snapshot", idOf(snapshot)));
    return throwAway(name);
  }

  /**
   * The first one takes the place of that which the bridge began with: its engine takes the state
   * soonest, and a state that was made there has that name already.
   */
  private String nameFor() {
    if (directory == null && firstTaken.compareAndSet(false, true)) {
      drop(FIRST_DATABASE);
      return FIRST_DATABASE;
    }
    return "hive_" + names.incrementAndGet();
  }

  BackendSnapshot snapshot(String name) {
    checkOpen();
    if (directory != null) {
      throw new UnsupportedOperationException(
          "The database in ["
              + directory.cluster()
              + "] cannot keep a snapshot: only databases in memory can."
              + " Leave hive.database.data-dir out, or copy the data.");
    }
    String id = nextState();
    String what = "keep a snapshot of the database [" + name + "]";
    ask(what, "snapshot", Map.of("database", name, "snapshot", id));
    return new PgliteSnapshot(this, id);
  }

  void export(String name, Path target) {
    checkOpen();
    if (directory != null) {
      throw new UnsupportedOperationException(
          "the database is in [" + directory.cluster() + "] itself");
    }
    String what = "write the database [" + name + "] to [" + target + "]";
    String cluster = DataDirectory.clusterIn(target).toString();
    ask(what, "export", Map.of("database", name, "directory", cluster));
  }

  static String stateFile(Path folder) {
    return folder.resolve(STATE_FILE).toString();
  }

  private String nextState() {
    return "state_" + states.incrementAndGet();
  }

  /** Files depend on each byte of the engine, and on what reads them. */
  @Override
  public Optional<String> templateFormat() {
    return directory == null ? Optional.of(RuntimeIndex.load().name()) : Optional.empty();
  }

  @Override
  public void save(BackendSnapshot snapshot, Path folder) {
    checkOpen();
    String file = stateFile(folder);
    String what = "write the state to [" + file + "]";
    ask(what, "save", Map.of("snapshot", idOf(snapshot), "file", file));
  }

  @Override
  public BackendSnapshot load(Path folder) {
    checkOpen();
    String file = stateFile(folder);
    String begun = unloaded.get();
    if (file.equals(begun) && unloaded.compareAndSet(begun, null)) {
      return new PgliteSnapshot(this, FIRST_STATE);
    }
    String id = nextState();
    ask("read the state in [" + file + "]", "load", Map.of("snapshot", id, "file", file));
    return new PgliteSnapshot(this, id);
  }

  /** To ask the system whether the process lives takes time: it is asked after a failure. */
  void reset(String name, BackendSnapshot snapshot) {
    checkNotClosed();
    String what = "reset the database [" + name + "]";
    try {
      ask(what, "reset", Map.of("database", name, "snapshot", idOf(snapshot)));
    } catch (BackendStartException e) {
      checkAlive();
      throw e;
    }
  }

  void discard(String snapshot) {
    if (!closed.get() && bridge.isAlive()) {
      ask("discard the snapshot [" + snapshot + "]", "discard", Map.of("snapshot", snapshot));
    }
  }

  private static String idOf(BackendSnapshot snapshot) {
    return ((PgliteSnapshot) snapshot).id();
  }

  private PgliteDatabase throwAway(String name) {
    return new PgliteDatabase(this, name, () -> drop(name));
  }

  private void drop(String name) {
    if (!closed.get() && bridge.isAlive()) {
      ask("drop the database [" + name + "]", "drop", Map.of("database", name));
    }
  }

  private void ask(String what, String operation, Map<String, String> values) {
    try {
      bridge.ask(operation, values, PATIENCE);
    } catch (ControlChannel.RequestFailure | IOException | TimeoutException e) {
      throw new BackendStartException(
          bridge.report("could not " + what + ": " + e.getMessage()), e);
    }
  }

  private void checkOpen() {
    checkNotClosed();
    checkAlive();
  }

  private void checkNotClosed() {
    if (closed.get()) {
      throw new HiveDbClosedException(
          "The PGlite server is closed. Create databases before it is closed, or start another.");
    }
  }

  private void checkAlive() {
    if (!bridge.isAlive()) {
      throw new BackendStartException(bridge.report("has ended"));
    }
  }

  int port() {
    return bridge.greeting().get("port").getAsInt();
  }

  String password() {
    return password;
  }

  @Override
  public Health health() {
    if (closed.get()) {
      return Health.down("closed");
    }
    if (!bridge.isAlive()) {
      return Health.down(bridge.report("has ended"));
    }
    return HealthReport.of(bridge.greeting(), currentState());
  }

  /** What the bridge answers now; empty if it does not. */
  private Optional<JsonObject> currentState() {
    try {
      return Optional.of(bridge.ask("health", Map.of(), HEALTH_PATIENCE));
    } catch (IOException | TimeoutException | ControlChannel.RequestFailure e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> recentLog() {
    return bridge.recentLog();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        bridge.close();
      } finally {
        if (directory != null) {
          directory.close();
        }
      }
    }
  }

  @Override
  public String toString() {
    Path where = directory == null ? null : directory.cluster();
    return "PgliteServer[127.0.0.1:" + port() + (where == null ? ", memory]" : ", " + where + "]");
  }
}
