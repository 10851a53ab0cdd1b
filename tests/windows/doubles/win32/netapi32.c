/* Logins, administrators and rules for passwords, in the structures of lmaccess.h, from the rows in rows.h. Every answer fills a block of
   memory of its own, so that whoever frees the wrong one, or none, is found out. */

#include <windows.h>
#include <lm.h>
#include <sddl.h>
#include "rows.h"

#define EXPORT __declspec(dllexport)

static PSID sid_of(const WCHAR *text)
{
    PSID sid = NULL;
    ConvertStringSidToSidW(text, &sid);
    return sid;
}

static void *block(SIZE_T size)
{
    return HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, size ? size : 1);
}

EXPORT NET_API_STATUS WINAPI NetApiBufferFree(void *buffer)
{
    return HeapFree(GetProcessHeap(), 0, buffer) ? NERR_Success : ERROR_INVALID_PARAMETER;
}

EXPORT NET_API_STATUS WINAPI NetUserEnum(
    LPCWSTR server, DWORD level, DWORD filter, LPBYTE *buffer, DWORD most, LPDWORD read, LPDWORD total, PDWORD resume)
{
    if (accounts_error) return accounts_error;
    if (server || filter != FILTER_NORMAL_ACCOUNT) return ERROR_INVALID_PARAMETER;
    if (level != 0) return ERROR_INVALID_LEVEL;
    USER_INFO_0 *users = block(accounts_listed * sizeof *users);
    for (DWORD i = 0; i < accounts_listed; i++) users[i].usri0_name = (LPWSTR)accounts[i].name;
    *buffer = (LPBYTE)users;
    *read = accounts_listed;
    *total = accounts_count;
    return NERR_Success;
}

EXPORT NET_API_STATUS WINAPI NetUserGetInfo(LPCWSTR server, LPCWSTR name, DWORD level, LPBYTE *buffer)
{
    const struct account *account = NULL;
    for (DWORD i = 0; i < accounts_listed; i++) if (!lstrcmpiW(accounts[i].name, name)) account = &accounts[i];
    if (accounts_error) return accounts_error;
    if (!account) return NERR_UserNotFound;
    if (level == 23) {
        USER_INFO_23 *user = block(sizeof *user);
        user->usri23_name = (LPWSTR)account->name;
        user->usri23_full_name = (LPWSTR)account->full_name;
        user->usri23_comment = (LPWSTR)L"a comment";
        user->usri23_flags = account->flags;
        user->usri23_user_sid = sid_of(account->sid);
        *buffer = (LPBYTE)user;
        return NERR_Success;
    }
    if (level == 24 && account->microsoft >= 0) {
        USER_INFO_24 *user = block(sizeof *user);
        user->usri24_internet_identity = account->microsoft;
        user->usri24_internet_provider_name = (LPWSTR)L"MicrosoftAccount";
        user->usri24_internet_principal_name = (LPWSTR)L"somebody@example.com";
        user->usri24_user_sid = sid_of(account->sid);
        *buffer = (LPBYTE)user;
        return NERR_Success;
    }
    if (level == 4) {
        USER_INFO_4 *user = block(sizeof *user);
        if (sign_ins_error) return sign_ins_error;
        user->usri4_name = (LPWSTR)account->name;
        user->usri4_user_sid = sid_of(account->sid);
        for (DWORD i = 0; i < sign_ins_listed; i++) if (!lstrcmpiW(sign_ins[i].sid, account->sid)) {
            user->usri4_password_age = sign_ins[i].password_age;
            user->usri4_last_logon = sign_ins[i].last;
        }
        *buffer = (LPBYTE)user;
        return NERR_Success;
    }
    return ERROR_INVALID_LEVEL;
}

EXPORT ULONGLONG WINAPI GetTickCount64(void)
{
    return running_seconds * 1000;
}

EXPORT NET_API_STATUS WINAPI NetUserModalsGet(LPCWSTR server, DWORD level, LPBYTE *buffer)
{
    if (password_rules_error) return password_rules_error;
    if (level == 0) {
        USER_MODALS_INFO_0 *rules = block(sizeof *rules);
        rules->usrmod0_min_passwd_len = password_rules_shortest;
        rules->usrmod0_max_passwd_age = password_rules_longest_age;
        *buffer = (LPBYTE)rules;
        return NERR_Success;
    }
    if (level == 3) {
        USER_MODALS_INFO_3 *rules = block(sizeof *rules);
        rules->usrmod3_lockout_threshold = password_rules_tries;
        *buffer = (LPBYTE)rules;
        return NERR_Success;
    }
    return ERROR_INVALID_LEVEL;
}

EXPORT NET_API_STATUS WINAPI NetLocalGroupGetMembers(
    LPCWSTR server, LPCWSTR group, DWORD level, LPBYTE *buffer, DWORD most, LPDWORD read, LPDWORD total,
    PDWORD_PTR resume)
{
    if (administrators_error) return administrators_error;
    if (server || !group || !*group) return NERR_GroupNotFound;
    if (level != 2) return ERROR_INVALID_LEVEL;
    LOCALGROUP_MEMBERS_INFO_2 *members = block(administrators_listed * sizeof *members);
    for (DWORD i = 0; i < administrators_listed; i++) {
        members[i].lgrmi2_sid = sid_of(administrators[i].sid);
        members[i].lgrmi2_sidusage = administrators[i].use;
        members[i].lgrmi2_domainandname = (LPWSTR)L"somebody";
    }
    *buffer = (LPBYTE)members;
    *read = administrators_listed;
    *total = administrators_count;
    return NERR_Success;
}
