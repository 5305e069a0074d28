// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A copy of the template cluster. The databases, which are most of it, are still copied while the
 * server starts: it reads none of them before somebody connects.
 */
final class ThrowAwayData implements DataPlace {

  private final WorkDirectory work;
  private final Account account;
  private final String password;
  private final CompletableFuture<Void> login = new CompletableFuture<>();
  private final CompletableFuture<Void> databases;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ThrowAwayData(
      ClusterImage template, WorkDirectory work, Account account, String password) {
    this.work = work;
    this.account = account;
    this.password = password;
    this.databases =
        CompletableFuture.runAsync(
            () -> unpackDatabases(template), task -> new Thread(task, "hive-db-copy").start());
    databases.exceptionally(
        failure -> {
          login.completeExceptionally(failure);
          return null;
        });
  }

  static ThrowAwayData copy(ClusterImage template, WorkDirectory work, Account account) {
    try {
      PrivateFiles.createDirectory(work.data(), account);
      template.unpackCore(work.data(), account);
      return new ThrowAwayData(template, work, account, Cluster.passwordOf(work.data()));
    } catch (IOException e) {
      throw notCopied(work.path(), e);
    }
  }

  private void unpackDatabases(ClusterImage template) {
    try {
      int done = 0;
      for (int database : template.databases()) {
        template.unpackDatabase(database, work.data(), account);
        if (++done == Cluster.AFTER_TEMPLATES) {
          login.complete(null);
        }
      }
    } catch (IOException e) {
      throw notCopied(work.path(), e);
    }
  }

  private static BackendStartException notCopied(Path work, IOException cause) {
    return new BackendStartException(
        "The template cluster cannot be copied into ["
            + work
            + "]: "
            + cause.getMessage()
            + ". Free some space there, or name another directory by "
            + LocalSettings.WORK
            + ".",
        cause);
  }

  @Override
  public void awaitLogin() {
    await(login);
  }

  @Override
  public void complete() {
    await(databases);
  }

  private static void await(CompletableFuture<Void> copy) {
    try {
      copy.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof BackendStartException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public Path data() {
    return work.data();
  }

  @Override
  public Path work() {
    return work.path();
  }

  @Override
  public Path log() {
    return work.path().resolve(LocalServer.LOG_FILE);
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public String password() {
    return password;
  }

  @Override
  public boolean isThrowAway() {
    return true;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      awaitCopy();
      try {
        work.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether it went well was asked by {@link #complete()}; nothing may be copied from now on. */
  private void awaitCopy() {
    databases.handle((done, failure) -> failure == null).join();
  }
}
