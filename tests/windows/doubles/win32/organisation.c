/* Whether this Windows belongs to an organisation: a domain, or one in the cloud. */

#include <windows.h>
#include <lm.h>
#include "rows.h"

#define EXPORT __declspec(dllexport)

EXPORT NET_API_STATUS WINAPI NetGetJoinInformation(LPCWSTR server, LPWSTR *name, PNETSETUP_JOIN_STATUS status)
{
    if (domain_join_error) return domain_join_error;
    *name = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, 16 * sizeof(WCHAR));
    lstrcpyW(*name, L"HOME");
    *status = domain_join_status;
    return NERR_Success;
}

/* The beginning of DSREG_JOIN_INFO, which mingw's lmjoin.h does not have yet. */
struct join { int kind; void *certificate; LPWSTR texts[8]; };

EXPORT HRESULT WINAPI NetGetAadJoinInformation(LPCWSTR tenant, struct join **info)
{
    if (cloud_join_error) return HRESULT_FROM_WIN32(cloud_join_error);
    *info = NULL;
    if (cloud_join_kind < 0) return S_OK;
    *info = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, sizeof **info);
    (*info)->kind = cloud_join_kind;
    return S_OK;
}

EXPORT void WINAPI NetFreeAadJoinInformation(struct join *info)
{
    HeapFree(GetProcessHeap(), 0, info);
}
