// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.function;

import org.jspecify.annotations.Nullable;

/** Arguments without the first ones, which tell what is to be done with the others. */
record LaterArgs(Args all, int skipped) implements Args {

  @Override
  public int size() {
    return all.size() - skipped;
  }

  @Override
  public @Nullable Object raw(int index) {
    return all.raw(index + skipped);
  }

  @Override
  public SessionContext session() {
    return all.session();
  }
}
