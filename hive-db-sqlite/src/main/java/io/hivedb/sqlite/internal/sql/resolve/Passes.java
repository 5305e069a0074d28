// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.sql.resolve;

import io.hivedb.sqlite.internal.sql.parse.AlterAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order in which PostgreSQL carries out the actions of one ALTER TABLE. */
final class Passes {

  private Passes() {}

  static List<AlterAction> ordered(List<AlterAction> actions) {
    List<AlterAction> ordered = new ArrayList<>(actions);
    ordered.sort(Comparator.comparingInt(Passes::pass));
    return ordered;
  }

  private static int pass(AlterAction action) {
    if (isDrop(action)) {
      return 0;
    }
    if (action instanceof AlterAction.SetType) {
      return 1;
    }
    if (action instanceof AlterAction.AddColumn) {
      return 2;
    }
    if (action instanceof AlterAction.SetNotNull || action instanceof AlterAction.AlterIdentity) {
      return 3;
    }
    if (action instanceof AlterAction.AddConstraint add) {
      String kind = add.constraint().kind();
      return kind.equals("primary") || kind.equals("unique") ? 4 : 5;
    }
    return action instanceof AlterAction.SetDefault || action instanceof AlterAction.AddIdentity
        ? 5
        : 6;
  }

  private static boolean isDrop(AlterAction action) {
    return action instanceof AlterAction.DropColumn
        || action instanceof AlterAction.DropConstraint
        || action instanceof AlterAction.DropIdentity
        || action instanceof AlterAction.DropExpression
        || (action instanceof AlterAction.SetDefault change && change.value() == null)
        || (action instanceof AlterAction.SetNotNull change && !change.notNull());
  }
}
