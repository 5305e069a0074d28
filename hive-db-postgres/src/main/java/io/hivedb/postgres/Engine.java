// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import java.util.List;

/** A PostgreSQL server that answers, wherever it came from. Each mode has its own. */
interface Engine extends AutoCloseable {

  /** How to reach it as a user who may create databases; its database is never written to. */
  ServerAddress address();

  /** Whether {@link #address()} names a database of the user's own. */
  boolean isUsersOwn();

  /** Whether it works on a data directory that the user named: it gives that database alone. */
  default boolean keepsData() {
    return false;
  }

  /** What it is, as a phrase for the log and the health. */
  String description();

  /** What it printed last, oldest line first; empty where that cannot be seen. */
  List<String> recentLog();

  /** Ends it, if it was started here. A second call does nothing. */
  @Override
  void close();
}
