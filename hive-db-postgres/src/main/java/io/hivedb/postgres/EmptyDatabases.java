// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes databases as the server does, with pgvector, by the least that this server needs. */
final class EmptyDatabases {

  /** Of template1, roughly: few put anything into it. */
  private static final long BYTES = 8L << 20;

  private final boolean haveVector;
  private final AtomicReference<@Nullable String> prepared;
  private final CopyStrategy strategy;

  EmptyDatabases(Engine engine, CopyStrategy strategy) {
    this.haveVector = engine.makesDatabasesWithVector();
    this.prepared = new AtomicReference<>(engine.preparedDatabase().orElse(null));
    this.strategy = strategy;
  }

  /** The statement that makes one: the first may be there already and lack its name only. */
  String making(String name) {
    String ready = prepared.getAndSet(null);
    return ready == null
        ? "CREATE DATABASE " + name + strategy.clause(BYTES)
        : "ALTER DATABASE " + ready + " RENAME TO " + name;
  }

  /** Brings pgvector into one that lacks it. */
  void finish(ServerAddress database) {
    if (!haveVector) {
      Pgvector.createIn(database);
    }
  }
}
