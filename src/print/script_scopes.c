/* script_scopes.c: the scopes of a script: functions with their parameters, and
 * blocks. Each lies within another or beside it, and a name that is declared in
 * one is known nowhere else.
 *
 * What a newcomer would get wrong: where a function without braces ends is not
 * looked for. Its scope reaches to the end of the bracket around it, for one
 * that is too large does no harm. */
#include "script.h"

static bool
is_block(const struct script *script, size_t open)
{
    return script_look(script, open, 0)->kind == '{' &&
           script_look(script, open, 1)->within == '{';
}

/* Behind the last token of the block at open, else of the bracket around. */
static size_t
find_end(const struct script *script, size_t open, size_t around)
{
    if (!is_block(script, open))
        return around;
    return script->tokens[open].pair + 1;
}

/* Behind the last token of the scope that begins at i, or 0. around: where the
 * bracket around it ends. */
static size_t
measure_scope(const struct script *script, size_t i, size_t around)
{
    const struct token *token = &script->tokens[i];
    size_t last = token->kind == '(' ? token->pair : i;

    if (is_block(script, i))
        return token->pair + 1;
    if (token->kind != '(' && token->kind != WORD)
        return 0;
    if (script_is_arrow(script, last + 1))
        return find_end(script, last + 3, around);
    return token->kind == '(' && is_block(script, last + 1)
               ? script->tokens[last + 1].pair + 1
               : 0;
}

static bool
is_opening(const struct token *token, size_t i)
{
    return token->pair > i;
}

/* The bracket around what stands at i, which is at most one deeper. */
static size_t
leave_brackets(const struct script *script, size_t *ends, size_t depth,
               size_t i)
{
    while (depth && ends[depth - 1] <= i)
        depth--;
    if (is_opening(&script->tokens[i], i))
        ends[depth++] = script->tokens[i].pair;
    return depth;
}

struct scope *
script_scopes(struct script *script)
{
    struct scope *scopes =
        TAKE_ARRAY(script->arena, script->count + 1, struct scope);
    size_t ends[SCRIPT_DEEPEST + 1], depth = 0, count = 1, at = 0;

    scopes[0] = (struct scope){0, script->count, 0};
    for (size_t i = 0; i < script->count; i++) {
        size_t around = depth ? ends[depth - 1] : script->count;
        size_t end = measure_scope(script, i, around);
        while (scopes[at].end <= i && at)
            at = scopes[at].parent;
        if (end) {
            scopes[count] = (struct scope){i, end, at};
            at = count++;
        }
        script->tokens[i].scope = at;
        depth = leave_brackets(script, ends, depth, i);
    }
    return scopes;
}
