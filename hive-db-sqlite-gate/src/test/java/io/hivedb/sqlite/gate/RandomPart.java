// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import java.util.List;
import java.util.Random;

/** What all makers of random statements draw from. */
abstract class RandomPart {

  final Random random;
  final RandomExpressions expressions;

  RandomPart(Random random, RandomExpressions expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  final boolean chance(int percent) {
    return expressions.chance(percent);
  }

  final <T> T pick(List<T> list) {
    return expressions.pick(list);
  }

  final Node expr(String type) {
    return expressions.of(type, random.nextInt(3));
  }

  final Node where() {
    return chance(50) ? Node.clause(" WHERE ", expr("bool")) : Node.clause();
  }
}
