// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.nio.file.Path;

/** Where a server has its data, and who it is for. */
interface DataPlace extends AutoCloseable {

  /** The data directory. */
  Path data();

  /** A directory for the server while it runs: socket and supervisor. */
  Path work();

  /** The file for what the server prints. */
  Path log();

  /** Who runs the server. */
  Account account();

  /** The password that the cluster was made with. */
  String password();

  /** Whether the data go with the server. */
  boolean isThrowAway();

  /** Waits until all is there that a login needs. */
  void awaitLogin();

  /** Waits until all is there. */
  void complete();

  /** Gives it up; what may go is removed. A second call does nothing. */
  @Override
  void close();
}
