"""Ask for a row of a matrix before it is needed: a descent waits for memory longer than it reckons."""

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

BYTES_OF_LINE = 64
CODE: Any = cgutils
TO_BE_WRITTEN, STAYS_NEAR, IS_DATA = (ir.IntType(32)(value) for value in (1, 3, 1))


def _fetch_row(_context: Any, matrix: Any, row: Any) -> Any:
    """fetch_row(matrix, row): a hint for compiled code, which changes no value; `row` must exist."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        held = context.make_array(signature.args[0])(context, builder, arguments[0])
        bytes_of_row = CODE.unpack_tuple(builder, held.strides)[0]
        place = context.cast(builder, arguments[1], signature.args[1], types.int64)
        pointer = ir.IntType(8).as_pointer()
        first = builder.gep(builder.bitcast(held.data, pointer), [builder.mul(place, bytes_of_row)])
        kind = ir.FunctionType(ir.VoidType(), [pointer, *[ir.IntType(32)] * 3])
        hint = CODE.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        zero, line = (ir.IntType(64)(value) for value in (0, BYTES_OF_LINE))
        with CODE.for_range_slice(builder, zero, bytes_of_row, line) as (offset, _count):
            builder.call(hint, [builder.gep(first, [offset]), TO_BE_WRITTEN, STAYS_NEAR, IS_DATA])
        return context.get_dummy_value()

    return types.void(matrix, row), generate


fetch_row: Any = intrinsic(_fetch_row)
