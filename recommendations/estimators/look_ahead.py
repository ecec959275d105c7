"""One step of a descent that adds up the next product while it moves factors.

Surprise adds the products of two rows one after the other, and each addition waits for the last one: a hundred take
three hundred cycles, in which the rest of the processor idles. Nothing may be added in another order, or the last bits
differ. But the next product can begin as soon as the first of the viewer's factors has moved, so that the moves cost
no time of their own. Numba does not mix the two: a loop with such a sum is not vectorised at all, and two loops run
one after the other. So the instructions are written here: eight factors are moved at once, their products taken, and
these added one by one.
"""

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

AT_ONCE = 8
"""Factors moved by one pass; the processor splits them as wide as it is."""
CODE: Any = cgutils
FOUR_REALS = types.UniTuple(types.float64, 4)  # type: ignore[no-untyped-call]
REAL, WHOLE, LANE = ir.DoubleType(), ir.IntType(64), ir.IntType(32)
BYTES = 8


def start_of_row(context: Any, builder: Any, matrix: tuple[Any, Any], row: tuple[Any, Any]) -> tuple[Any, Any]:
    """(pointer to the first element of the row, elements in it); matrix and row come with their Numba types."""
    held = context.make_array(matrix[1])(context, builder, matrix[0])
    count = CODE.unpack_tuple(builder, held.shape)[1]
    place = context.cast(builder, row[0], row[1], types.int64)
    return builder.gep(held.data, [builder.mul(place, count)]), count


def _move(_context: Any, pu: Any, user: Any, qi: Any, item: Any, following: Any, error: Any, rates: Any) -> Any:
    """move_and_look_ahead(pu, user, qi, item, following, error, (lr_pu, reg_pu, lr_qi, reg_qi)) -> float64.

    Moves the rows of `user` and `item`, and answers the product of what the user's has become and the row of
    `following`, which may be `item`. Matrices are float64 and C-contiguous; the rows must exist.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        told = list(zip(arguments, signature.args, strict=True))
        own, count = start_of_row(context, builder, told[0], told[1])
        its, of_next = (start_of_row(context, builder, told[2], told[place])[0] for place in (3, 4))
        numbers = [arguments[5], *CODE.unpack_tuple(builder, arguments[6])]
        total = CODE.alloca_once_value(builder, ir.Constant(REAL, 0.0))
        zero, step, single = (ir.Constant(WHOLE, value) for value in (0, AT_ONCE, 1))
        in_full = builder.and_(count, ir.Constant(WHOLE, -AT_ONCE))
        for begin, end, by, width in ((zero, in_full, step, AT_ONCE), (in_full, count, single, 1)):
            wide = [_repeated(builder, number, width) for number in numbers]
            with CODE.for_range_slice(builder, begin, end, by) as (place, _count):
                rows = [builder.gep(row, [place]) for row in (own, its, of_next)]
                _add_one_by_one(builder, _moved(builder, rows, wide, width), width, total)
        return builder.load(total)

    return types.float64(pu, user, qi, item, following, types.float64, FOUR_REALS), generate


def _repeated(builder: Any, number: Any, width: int) -> Any:
    vector = ir.Constant(ir.VectorType(REAL, width), ir.Undefined)
    for lane in range(width):
        vector = builder.insert_element(vector, number, ir.Constant(LANE, lane))
    return vector


def _moved(builder: Any, rows: list[Any], numbers: list[Any], width: int) -> Any:
    """Store the moved factors, and answer the products of the user's with those of the title that follows."""
    own, its, of_next = (builder.bitcast(row, ir.VectorType(REAL, width).as_pointer()) for row in rows)
    error, lr_pu, reg_pu, lr_qi, reg_qi = numbers

    def moved(factors: Any, others: Any, rate: Any, regularisation: Any) -> Any:
        pull = builder.fsub(builder.fmul(error, others), builder.fmul(regularisation, factors))
        return builder.fadd(factors, builder.fmul(rate, pull))

    of_user, of_item = (builder.load(row, align=BYTES) for row in (own, its))
    user = moved(of_user, of_item, lr_pu, reg_pu)
    builder.store(user, own, align=BYTES)
    builder.store(moved(of_item, of_user, lr_qi, reg_qi), its, align=BYTES)
    # Loaded after the store: where a viewer rated a title twice, the one that follows is the one that moved.
    return builder.fmul(builder.load(of_next, align=BYTES), user)


def _add_one_by_one(builder: Any, products: Any, width: int, total: Any) -> None:
    added = builder.load(total)
    for lane in range(width):
        added = builder.fadd(added, builder.extract_element(products, ir.Constant(LANE, lane)))
    builder.store(added, total)


move_and_look_ahead: Any = intrinsic(_move)
