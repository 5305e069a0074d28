// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

/** The surroundings of a query in FROM: it sees common tables, but not its neighbours. */
final class CommonScope {

  private CommonScope() {}

  static Scope of(Scope scope) {
    Scope around = new Scope(scope.parent());
    around.inherit(scope);
    around.aside();
    return around;
  }
}
