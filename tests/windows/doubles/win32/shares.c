/* Shares with their rights, in the structure of lmshare.h. */

#include <windows.h>
#include <lm.h>
#include <sddl.h>
#include "rows.h"

#define EXPORT __declspec(dllexport)

static PSECURITY_DESCRIPTOR descriptor_of(const WCHAR *access)
{
    PSECURITY_DESCRIPTOR found = NULL;
    DWORD size = 0;
    if (access) {
        ConvertStringSecurityDescriptorToSecurityDescriptorW(access, SDDL_REVISION_1, &found, NULL);
        return found;
    }
    SECURITY_DESCRIPTOR everything; /* a descriptor without a list lets everyone do everything */
    InitializeSecurityDescriptor(&everything, SECURITY_DESCRIPTOR_REVISION);
    SetSecurityDescriptorDacl(&everything, TRUE, NULL, FALSE);
    MakeSelfRelativeSD(&everything, NULL, &size);
    found = LocalAlloc(LPTR, size);
    MakeSelfRelativeSD(&everything, found, &size);
    return found;
}

EXPORT NET_API_STATUS WINAPI NetShareEnum(
    LPWSTR server, DWORD level, LPBYTE *buffer, DWORD most, LPDWORD read, LPDWORD total, LPDWORD resume)
{
    if (shares_error) return shares_error;
    if (level != 502) return ERROR_INVALID_LEVEL;
    SHARE_INFO_502 *found = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, shares_listed * sizeof *found + 1);
    for (DWORD i = 0; i < shares_listed; i++) {
        found[i].shi502_netname = (LPWSTR)L"a share";
        found[i].shi502_type = shares[i].type;
        found[i].shi502_path = (LPWSTR)L"C:\\a folder";
        found[i].shi502_security_descriptor = shares[i].described ? descriptor_of(shares[i].access) : NULL;
    }
    *buffer = (LPBYTE)found;
    *read = shares_listed;
    *total = shares_count;
    return NERR_Success;
}
